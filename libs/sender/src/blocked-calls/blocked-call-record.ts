import { Clock, KancaError, newUuid, Observer, Randomness } from '@kanca/core';
import type { Page, PageRequest } from '@kanca/dispatch/operator';
import { BlockedTally, type TalliedCalls } from '@kanca/egress';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BlockedCallEntity } from './blocked-call.entity.js';
import { keepBlockedCalls } from './keep-blocked-calls.sql.js';

/** Blocked calls that are alike. */
export interface BlockedCalls {
  /** Host and port; empty for what was no URL. */
  readonly destination: string;
  readonly purpose: string;
  readonly reason: string;
  /** May name internal addresses: null for a key that is bound to a tenant. */
  readonly detail: string | null;
  readonly tenant: string | null;
  readonly subscription: string | null;
  readonly count: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

const EVERY_MS = 2_000;
const MAX_ROWS = 10_000;
/** No tenant can push the others out of the record. */
const MAX_ROWS_OF_A_TENANT = 1_000;
const CURSOR = /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Keeps a record of the calls that the egress guard refused, bounded, for all replicas together. */
@Injectable()
export class BlockedCallRecord implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly dataSource: DataSource,
    private readonly tally: BlockedTally,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly observer: Observer,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.write(), EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.write();
  }

  /** @param tenant `*`: every tenant's, and the hub's own */
  async list(tenant: string, { limit, cursor }: PageRequest): Promise<Page<BlockedCalls>> {
    await this.write();
    const find = this.dataSource.getRepository(BlockedCallEntity).createQueryBuilder('b');
    if (tenant !== '*') find.andWhere('b.tenant = :tenant', { tenant });
    if (cursor !== undefined) {
      const [, at, id] = CURSOR.exec(cursor) ?? [];
      if (at === undefined)
        throw new KancaError('invalid_request', 'cursor: expected the nextCursor of the page before.');
      find.andWhere('(b.last_at, b.id) < (:at, :id)', { at: new Date(Number(at)), id });
    }
    const rows = await find
      .orderBy('b.last_at', 'DESC')
      .addOrderBy('b.id', 'DESC')
      .take(limit + 1)
      .getMany();
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      data: shown.map((row) => viewOf(row, tenant === '*')),
      nextCursor: rows.length > limit && last !== undefined ? `${String(last.lastAt.getTime())}_${last.id}` : null,
    };
  }

  /** Writes down what was counted since the last time. Never rejects: what cannot be written is in the log. */
  private write(): Promise<void> {
    this.writing = this.writing.then(async () => {
      const calls = this.tally.drain();
      if (calls.length === 0) return;
      try {
        await this.store(calls);
        await this.forget();
      } catch (error) {
        this.observer.faulted('keeping a record of blocked calls', error);
      }
    });
    return this.writing;
  }

  /** In one order everywhere, so that two replicas that store the same kinds do not wait for each other in a circle. */
  private async store(calls: readonly TalliedCalls[]): Promise<void> {
    const column = <T>(read: (call: TalliedCalls) => T): T[] => calls.map(read);
    const { text, values } = keepBlockedCalls.bind({
      ids: column(() => newUuid(this.clock, this.randomness)),
      tenants: column(({ owner }) => owner?.tenant ?? null),
      subscriptions: column(({ owner }) => owner?.subscription ?? null),
      destinations: column(({ destination }) => destination),
      purposes: column(({ purpose }) => purpose),
      reasons: column(({ reason }) => reason),
      details: column(({ detail }) => detail),
      counts: column(({ count }) => count),
      firstAtSeconds: column(({ firstAtMs }) => firstAtMs / 1_000),
      lastAtSeconds: column(({ lastAtMs }) => lastAtMs / 1_000),
    });
    await this.dataSource.query(text, [...values]);
  }

  private async forget(): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM kanca.blocked_calls WHERE id IN (
         SELECT id FROM (
           SELECT id, row_number() OVER (ORDER BY last_at DESC, id) AS place,
                  row_number() OVER (PARTITION BY tenant ORDER BY last_at DESC, id) AS of_its_tenant
           FROM kanca.blocked_calls) AS ranked
         WHERE place > $1 OR of_its_tenant > $2)`,
      [MAX_ROWS, MAX_ROWS_OF_A_TENANT],
    );
  }
}

function viewOf(row: BlockedCallEntity, isOperator: boolean): BlockedCalls {
  const { destination, purpose, reason, detail, tenant, subscription, count, firstAt, lastAt } = row;
  const shown = isOperator ? detail : null;
  return { destination, purpose, reason, detail: shown, tenant, subscription, count: Number(count), firstAt, lastAt };
}
