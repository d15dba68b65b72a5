import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'kanca', name: 'source_activity' })
export class SourceActivityEntity {
  @PrimaryColumn('uuid', { name: 'source_id' })
  sourceId!: string;

  @Column('text')
  tenant!: string;

  @Column('timestamptz', { name: 'last_event_at', nullable: true })
  lastEventAt!: Date | null;

  /** Null while nobody wants to hear of its silence. */
  @Column('integer', { name: 'silent_after_seconds', nullable: true })
  silentAfterSeconds!: number | null;

  @Column('timestamptz', { name: 'silent_since', nullable: true })
  silentSince!: Date | null;
}
