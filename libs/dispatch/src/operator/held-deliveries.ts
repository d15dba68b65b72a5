import { readClock } from './read-clock.sql.js';
import { DELIVERY_RATE, KancaError } from '@kanca/core';
import { SqlPool } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { turnChanges, Successors } from '../order/successors.js';
import { stopClaims } from '../postgres/verbs/stop-claims.sql.js';
import { awaitHeld } from './await-held.sql.js';
import { cancelHeld } from './cancel-held.sql.js';
import { firstToKeep } from './first-to-keep.sql.js';
import { lockHeld } from './lock-held.sql.js';
import { lockHeldConsumer } from './lock-held-consumer.sql.js';
import { setDrain } from './set-drain.sql.js';

/** What becomes of the deliveries that a consumer has waiting when it is resumed. */
export interface ResumeOptions {
  /** All of them go out (`all`), none, or the newest ones only. */
  readonly deliver?: 'all' | 'none' | { readonly last: number } | undefined;
  /** Deliveries a second, until all that was waiting was tried once; as fast as they can when it is missing. */
  readonly rate?: number | undefined;
}

/** What became of them. */
export interface Backlog {
  /** Deliveries that go out. */
  readonly delivering: number;
  readonly cancelled: number;
}

const CANCELLED_AT_ONCE = 5_000;
const MAX_KEPT = 1_000_000;

/** Lets the deliveries of a consumer go that were held while it was paused or disabled. */
@Injectable()
export class HeldDeliveries {
  constructor(
    private readonly pool: SqlPool,
    private readonly successors: Successors,
  ) {}

  /**
   * Cancels the deliveries that are not wanted, while the consumer is still held, and sets the rate; then `activate` makes it active. A process that
   * dies in between leaves it held, and the same call again does the rest. For a consumer that is active nothing is held, so nothing
   * is cancelled and nothing is let go; the rate of its open deliveries is changed.
   * @param consumerId UUID
   * @throws KancaError `invalid_request` for options out of bounds; what `activate` throws
   */
  async release<T>(
    consumerId: string,
    { deliver = 'all', rate }: ResumeOptions,
    activate: () => Promise<T>,
  ): Promise<{ readonly active: T; readonly backlog: Backlog }> {
    assertOptions({ deliver, rate });
    const [clock] = await this.pool.run(readClock, {});
    const now = clock?.now ?? null;
    const cancelled = deliver === 'all' ? 0 : await this.cancelOlder(consumerId, now, deliver);
    // Before it is active, so that nothing goes out faster than asked. As long as it is held, a rate has no effect.
    const delivering = await this.pool.transaction(async (sql) => {
      const isHeld = (await sql.run(lockHeldConsumer, { consumerId })).length > 0;
      await sql.run(stopClaims, { consumerId });
      const [set] = await sql.run(setDrain, { consumerId, openAt: now, rate: rate ?? null });
      return isHeld ? (set?.open ?? 0) : 0;
    });
    return { active: await activate(), backlog: { delivering, cancelled } };
  }

  private async cancelOlder(
    consumerId: string,
    now: string | null,
    deliver: 'none' | { readonly last: number },
  ): Promise<number> {
    let before: string | null = null;
    if (deliver !== 'none') {
      const [first] = await this.pool.run(firstToKeep, { consumerId, openAt: now, kept: deliver.last });
      if (first === undefined) return 0;
      before = first.id;
    }
    for (let cancelled = 0; ;) {
      const step = await this.cancelSome(consumerId, now, before);
      cancelled += step;
      // Not before a step finds nothing: a small one has left out what somebody was changing.
      if (step === 0) return cancelled;
    }
  }

  private async cancelSome(consumerId: string, now: string | null, before: string | null): Promise<number> {
    const ended = await this.pool.transaction(async (sql) => {
      if ((await sql.run(lockHeldConsumer, { consumerId })).length === 0) return [];
      await sql.run(stopClaims, { consumerId });
      if ((await sql.run(awaitHeld, { consumerId, openAt: now, before })).length === 0) return [];
      const held = await sql.run(lockHeld, { consumerId, openAt: now, before, most: CANCELLED_AT_ONCE });
      return sql.run(cancelHeld, { tenants: held.map(({ tenant }) => tenant), ids: held.map(({ id }) => id) });
    });
    this.successors.changed(ended.flatMap(turnChanges));
    await this.successors.settled();
    return ended.length;
  }
}

function assertOptions({ deliver, rate }: ResumeOptions): void {
  const problems = [];
  if (typeof deliver === 'object' && !(deliver.last >= 1 && deliver.last <= MAX_KEPT))
    problems.push({ field: 'deliver.last', problem: `expects 1 to ${String(MAX_KEPT)}; use "none" to keep nothing` });
  if (rate !== undefined && !(rate >= DELIVERY_RATE.min && rate <= DELIVERY_RATE.max))
    problems.push({
      field: 'rate',
      problem: `expects ${String(DELIVERY_RATE.min)} to ${String(DELIVERY_RATE.max)} deliveries a second`,
    });
  if (problems.length > 0)
    throw new KancaError('invalid_request', problems.map(({ field, problem }) => `${field} ${problem}`).join('; '), {
      problems,
    });
}
