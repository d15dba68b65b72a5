import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A key pair that signs for all subscriptions of a tenant which ask for `v1a`. */
@Entity({ schema: 'kanca', name: 'signing_keys' })
export class SigningKeyEntity {
  @PrimaryColumn('text')
  tenant!: string;

  @PrimaryColumn('uuid')
  id!: string;

  /** `whpk_…` */
  @Column('text', { name: 'public_key' })
  publicKey!: string;

  /** The private key, sealed. */
  @Column('text')
  sealed!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  /** When it stops signing and is no longer published; null while it does not. */
  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt!: Date | null;
}
