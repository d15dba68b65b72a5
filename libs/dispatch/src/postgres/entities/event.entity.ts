import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'kanca', name: 'events' })
export class EventEntity {
  @PrimaryColumn('text')
  tenant!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { nullable: true })
  provider!: string | null;

  @Column('text')
  source!: string;

  @Column('uuid', { name: 'source_id', nullable: true })
  sourceId!: string | null;

  @Column('text')
  type!: string;

  @Column('text', { nullable: true })
  subject!: string | null;

  @Column('timestamptz')
  time!: Date;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt!: Date;

  @Column('integer')
  duplicates!: number;

  @Column('text')
  datacontenttype!: string;

  @Column('text')
  traceparent!: string;

  @Column('uuid', { name: 'data_id' })
  dataId!: string;

  @Column('integer', { name: 'data_size' })
  dataSize!: number;

  @Column('uuid', { name: 'raw_id', nullable: true })
  rawId!: string | null;

  /** Whether no other event was read from the same request. */
  @Column('boolean', { name: 'came_alone' })
  cameAlone!: boolean;

  @Column('uuid', { name: 'cause_id', nullable: true })
  causeId!: string | null;

  @Column('smallint')
  depth!: number;
}
