import { Column, Entity, PrimaryColumn } from 'typeorm';

export interface SealedSecret {
  /** `sec_…` */
  readonly sid: string;
  readonly sealed: string;
  readonly createdAt: string;
  /** RFC 3339; null while it does not expire. */
  readonly expiresAt: string | null;
}

/** What the sender knows of a subscription. The rest (filters, retry, state, ...) is its consumer's. */
@Entity({ schema: 'kanca', name: 'subscriptions' })
export class SubscriptionEntity {
  @PrimaryColumn('text')
  tenant!: string;

  /** Shared with the consumer. */
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  uri!: string;

  @Column('text', { nullable: true })
  description!: string | null;

  /** The name that `kanca.yaml` and scripts know it by, unique in its tenant. */
  @Column('text', { nullable: true })
  key!: string | null;

  @Column('text')
  format!: string;

  @Column('jsonb')
  secrets!: readonly SealedSecret[];

  /** The extra headers, sealed as a whole: they often hold credentials. */
  @Column('text', { name: 'headers_sealed' })
  headersSealed!: string;

  @Column('jsonb')
  properties!: Record<string, unknown>;

  /** Why the hub disabled it; null when it did not. */
  @Column('text', { name: 'disabled_reason', nullable: true })
  disabledReason!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
