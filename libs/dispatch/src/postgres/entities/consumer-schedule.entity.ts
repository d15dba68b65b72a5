import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * The schedule of a consumer: what changes with its claims. Only the columns that others look at. The table keeps its name from the first
 * release, because a hub of an earlier version that still runs reads it with every claim.
 */
@Entity({ schema: 'kanca', name: 'consumer_turns' })
export class ConsumerScheduleEntity {
  @PrimaryColumn('uuid', { name: 'consumer_id' })
  consumerId!: string;

  /** Nothing goes out to it before. */
  @Column('timestamptz', { name: 'parked_until', nullable: true })
  parkedUntil!: Date | null;
}
