import type { RetryPolicy } from '@kanca/core';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ConsumerKind, ConsumerState } from '../../ports/consumer-catalogue.js';

@Entity({ schema: 'kanca', name: 'consumers' })
export class ConsumerEntity {
  @PrimaryColumn('text')
  tenant!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  kind!: ConsumerKind;

  @Column('text')
  name!: string;

  @Column('jsonb')
  filters!: string[];

  @Column('text')
  state!: ConsumerState;

  @Column('integer')
  concurrency!: number;

  @Column('integer', { name: 'timeout_ms' })
  timeoutMs!: number;

  @Column('jsonb')
  retry!: RetryPolicy;

  @Column('boolean')
  reply!: boolean;

  @Column('jsonb', { nullable: true })
  where!: object | null;

  @Column('smallint', { nullable: true })
  order!: number | null;

  @Column('text', { name: 'order_by', nullable: true })
  orderBy!: string | null;

  @Column('text', { name: 'on_poison' })
  onPoison!: 'skip' | 'block';

  /** A real number of the database: deliveries a second. */
  @Column('real', { name: 'rate_limit', nullable: true })
  rateLimit!: number | null;

  @Column('boolean')
  pull!: boolean;

  /** Settings without a column of their own. */
  @Column('jsonb', { default: {} })
  settings!: object;

  @Column('bigint')
  revision!: string;
}
