import { SqlPool } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { WakeUp } from '../wake-up/wake-up.js';
import { findProbed } from './count-open-circuits.sql.js';
import { letBe } from './let-consumer-be.sql.js';
import { park } from './park-consumer.sql.js';
import { quicken } from './quicken-consumers.sql.js';
import { readThrottles } from './read-throttles.sql.js';
import { slowDown } from './slow-consumer-down.sql.js';

/** How a consumer is held back besides its own limits. */
export interface Throttle {
  readonly consumerId: string;
  /** Nothing goes out before; null when it is not parked. */
  readonly parkedUntil: Date | null;
  /** One due delivery at a time goes out, to see whether the endpoint works again. */
  readonly isProbed: boolean;
  /** Deliveries a second that it was seen to bear; null when it was never too much. */
  readonly learntRate: number | null;
}

/** Below this a consumer is hardly called at all, and it would take long to see that it works again: one in five seconds. */
const MIN_RATE = 0.2;
/** Nobody needs a bound that is so high. */
const MAX_RATE = 1_000;

/**
 * Slows consumers down, on all replicas, from the very next claim. It never touches their deliveries: one that waits here spends
 * no attempt. All calls are safe to make on every replica at once.
 */
@Injectable()
export class ConsumerThrottle {
  constructor(
    private readonly pool: SqlPool,
    private readonly wakeUp: WakeUp,
  ) {}

  /**
   * Lets nothing out for `forMs` from now, and one at a time after that if it `isProbed`. A longer park that is there already stands.
   * @param consumerId UUID
   */
  async park(consumerId: string, forMs: number, isProbed: boolean): Promise<void> {
    await this.pool.run(park, { consumerId, forMs, isProbed });
  }

  /** Ends parking and probing, and with `andForget` what was learnt of its rate. */
  async release(consumerId: string, andForget = false): Promise<void> {
    await this.pool.run(letBe, { consumerId, forget: andForget });
    this.wakeUp.deliveriesAdded();
  }

  /**
   * The rate was too high: halves it, at most once a second for all processes together.
   * @param seenRate deliveries a second of late: the rate to halve when none was learnt before
   */
  async slowDown(consumerId: string, seenRate: number): Promise<void> {
    await this.pool.run(slowDown, { consumerId, seenRate: Math.max(1, seenRate), lowest: MIN_RATE });
  }

  /** It went well: raises learnt rates by a tenth and one, at most once a second, and forgets those that no longer matter. */
  async quicken(consumerIds: readonly string[]): Promise<void> {
    if (consumerIds.length > 0) await this.pool.run(quicken, { consumerIds, highest: MAX_RATE });
  }

  /** The throttles of those that have one, of all or of some consumers. */
  async read(consumerIds?: readonly string[]): Promise<readonly Throttle[]> {
    const rows = await this.pool.run(readThrottles, { consumerIds: consumerIds ?? null });
    return rows.map((row) => ({
      consumerId: row.consumer_id,
      parkedUntil: row.parked_until,
      isProbed: row.probing,
      learntRate: row.learnt_rate,
    }));
  }

  /** How many consumers are parked or probed: their circuit is open. */
  async countOpen(): Promise<number> {
    return Number((await this.pool.run(findProbed, {}))[0]?.count ?? 0);
  }
}
