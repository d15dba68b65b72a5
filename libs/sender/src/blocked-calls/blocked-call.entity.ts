import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Calls that the egress guard refused: one row for all that are alike. */
@Entity({ schema: 'kanca', name: 'blocked_calls' })
export class BlockedCallEntity {
  @PrimaryColumn('uuid')
  id!: string;

  /** Null for the hub's own calls. */
  @Column('text', { nullable: true })
  tenant!: string | null;

  /** `sub_…` */
  @Column('text', { nullable: true })
  subscription!: string | null;

  @Column('text')
  destination!: string;

  @Column('text')
  purpose!: string;

  @Column('text')
  reason!: string;

  @Column('text')
  detail!: string;

  @Column('bigint')
  count!: string;

  @Column('timestamptz', { name: 'first_at' })
  firstAt!: Date;

  @Column('timestamptz', { name: 'last_at' })
  lastAt!: Date;
}
