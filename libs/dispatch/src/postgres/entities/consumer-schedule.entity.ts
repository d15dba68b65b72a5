import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What changes with the claims of a consumer. Of it only what others look at. */
@Entity({ schema: 'kanca', name: 'consumer_turns' })
export class ConsumerTurnEntity {
  @PrimaryColumn('uuid', { name: 'consumer_id' })
  consumerId!: string;

  /** Nothing goes out to it before. */
  @Column('timestamptz', { name: 'parked_until', nullable: true })
  parkedUntil!: Date | null;
}
