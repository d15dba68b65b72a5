import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Scope } from './scope.js';

/** An API key: only the hash of it is kept. */
@Entity({ schema: 'kanca', name: 'api_keys' })
export class ApiKeyEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  name!: string;

  /** SHA-256 of the key. A key has 256 random bits, so a slow hash would add nothing. */
  @Column('bytea')
  hash!: Buffer;

  @Column('jsonb')
  scopes!: readonly Scope[];

  /** null: every tenant. */
  @Column('text', { nullable: true })
  tenant!: string | null;

  /** Whether it is the one that KANCA_ADMIN_KEY holds: it goes when the variable changes. */
  @Column('boolean', { default: false })
  configured!: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
