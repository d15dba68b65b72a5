import { Column, Entity, PrimaryColumn } from 'typeorm';

export type StoredDeliveryState = 'pending' | 'running' | 'delivered' | 'dead' | 'cancelled';

/** A row of the view over open and finished deliveries: to be read only. */
@Entity({ schema: 'kanca', name: 'deliveries' })
export class DeliveryEntity {
  @PrimaryColumn('text')
  tenant!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'event_id' })
  eventId!: string;

  @Column('uuid', { name: 'consumer_id' })
  consumerId!: string;

  @Column('enum', { enum: ['pending', 'running', 'delivered', 'dead', 'cancelled'] })
  state!: StoredDeliveryState;

  @Column('smallint')
  attempts!: number;

  @Column('smallint', { name: 'attempts_allowed', nullable: true })
  attemptsAllowed!: number | null;

  /** When it is tried next; null when it has ended. */
  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;

  /** For its turn: see `Successors`. */
  @Column('boolean')
  waits!: boolean;

  /** Its attempts are used up, and the later ones of its key wait for an operator. */
  @Column('boolean')
  blocked!: boolean;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  /** A dead letter because its time was over. */
  @Column('boolean')
  expired!: boolean;

  @Column('uuid', { name: 'replay_id', nullable: true })
  replayId!: string | null;
}
