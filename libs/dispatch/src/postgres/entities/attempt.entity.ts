import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row of the view over the last attempts of finished deliveries and all earlier ones: to be read only. */
@Entity({ schema: 'kanca', name: 'attempts' })
export class AttemptEntity {
  @PrimaryColumn('text')
  tenant!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'delivery_id' })
  deliveryId!: string;

  @Column('uuid', { name: 'consumer_id' })
  consumerId!: string;

  @Column('smallint')
  number!: number;

  @Column('text')
  outcome!: string;

  /** Its claim had expired: what this attempt did was not counted. */
  @Column('boolean')
  stale!: boolean;

  @Column('smallint', { nullable: true })
  status!: number | null;

  @Column('text', { nullable: true })
  error!: string | null;

  @Column('timestamptz', { name: 'started_at' })
  startedAt!: Date;

  @Column('integer', { name: 'duration_ms' })
  durationMs!: number;

  /** JSON of request and response as the console shows them. */
  @Column('bytea', { nullable: true })
  detail!: Buffer | null;
}
