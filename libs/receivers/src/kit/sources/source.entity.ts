import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SourceOrigin } from './source.js';

/** One secret of a source, closed. */
export interface SealedSecret {
  /** `sec_…`. */
  readonly sid: string;
  /** RFC 3339. */
  readonly createdAt: string;
  readonly sealed: string;
  /** A provider handed it over, and its operator has not seen it yet. */
  readonly isShownOnce?: true;
  /** The address that a handed-over one came from, as the hub saw it. */
  readonly handedOverFrom?: string;
}

@Entity({ schema: 'kanca', name: 'sources' })
export class SourceEntity {
  @PrimaryColumn('text')
  tenant!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  provider!: string;

  @Column('text', { nullable: true })
  name!: string | null;

  /** Newest first. */
  @Column('jsonb')
  secrets!: readonly SealedSecret[];

  @Column('jsonb')
  options!: Readonly<Record<string, unknown>>;

  @Column('text')
  origin!: SourceOrigin;

  @Column('timestamptz', { name: 'awaits_secret_until', nullable: true })
  awaitsSecretUntil!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
