import { Column, Entity, PrimaryColumn } from 'typeorm';

export type ReplayJobState = 'running' | 'paused' | 'done' | 'cancelled' | 'failed';

@Entity({ schema: 'kanca', name: 'replays' })
export class ReplayEntity {
  /** `*`: it goes through the events of every tenant. */
  @PrimaryColumn('text')
  tenant!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  state!: ReplayJobState;

  /** As it was asked for, but for the consumer, which stands here by its id. */
  @Column('jsonb')
  filter!: object;

  /** Deliveries a second; null for as many as can be made. */
  @Column('real', { nullable: true })
  rate!: number | null;

  @Column('timestamptz')
  until!: Date;

  @Column('bigint')
  examined!: string;

  @Column('bigint')
  made!: string;

  @Column('bigint')
  hastened!: string;

  @Column('bigint')
  skipped!: string;

  @Column('bigint')
  gone!: string;

  @Column('text', { nullable: true })
  error!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'started_at', nullable: true })
  startedAt!: Date | null;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;
}
