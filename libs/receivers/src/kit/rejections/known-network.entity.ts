import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'kanca', name: 'known_networks' })
export class KnownNetworkEntity {
  @PrimaryColumn('text')
  tenant!: string;

  @PrimaryColumn('text')
  provider!: string;

  /** As `networkOf` writes it. */
  @PrimaryColumn('text')
  network!: string;

  /** When a verified request last came from there, to a day. */
  @Column('timestamptz', { name: 'accepted_at' })
  acceptedAt!: Date;
}
