import { SqlPool } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import type { Consumer } from '../ports/consumer-catalogue.js';
import type { Outcome } from '../ports/consumer-runner.js';
import { WakeUp } from '../wake-up/wake-up.js';
import { GiveLeaseBack } from './give-lease-back.js';
import { extendLease } from './extend-lease.sql.js';
import { findOpenInLease } from './find-open-in-lease.sql.js';
import type { Lease, LeaseCompleted } from './lease.js';
import { CompleteLease } from './complete-lease.js';
import { TakeLease } from './take-lease.js';

/**
 * For consumers that fetch their deliveries themselves. They are claimed like all others, in the name of the lease instead of a worker, so
 * nobody else has them until it ends: completed by the consumer, or lost, which spends an attempt like that of a worker that is gone.
 */
@Injectable()
export class Leases {
  constructor(
    private readonly taking: TakeLease,
    private readonly giving: GiveLeaseBack,
    private readonly completing: CompleteLease,
    private readonly pool: SqlPool,
    private readonly wakeUp: WakeUp,
  ) {}

  /** Leases up to `limit` due deliveries, the oldest first, and no more than `maxBytes` of data beyond the first. */
  take(consumer: Consumer, limit: number, leaseMs: number, maxBytes: number): Promise<Lease> {
    return this.taking.take(consumer, limit, leaseMs, maxBytes);
  }

  /** Ends the lease for what nobody has got of it, all or some: it is waiting again at once, with no attempt spent. */
  giveBack(consumer: Consumer, leaseId: string, only?: readonly string[]): Promise<void> {
    return this.giving.giveBack(consumer, leaseId, only);
  }

  /**
   * Ends deliveries of a lease: all that it holds, or some.
   * @param outcome `succeeded`, or what a failed attempt makes of them
   * @returns null when the lease is not known, or has lapsed
   */
  complete(
    consumer: Consumer,
    leaseId: string,
    only: readonly string[] | undefined,
    outcome: Outcome,
    error?: string,
  ): Promise<LeaseCompleted | null> {
    return this.completing.complete(consumer, leaseId, only, outcome, error);
  }

  /** @returns until when it holds then; null when it is not known, or has lapsed */
  async extend(consumer: Consumer, leaseId: string, leaseMs: number): Promise<Date | null> {
    const [row] = await this.pool.run(extendLease, { consumerId: consumer.id, leaseId, leaseMs });
    return row?.lease_until ?? null;
  }

  /** Whether the consumer has deliveries of the lease that are not completed, and the lease has not lapsed. */
  async isOpen(consumer: Consumer, leaseId: string): Promise<boolean> {
    return (await this.pool.run(findOpenInLease, { consumerId: consumer.id, leaseId })).length > 0;
  }

  /** Resolves when something was stored or came due nearby, after `ms`, or when nobody waits any more. */
  async work(ms: number, over: AbortSignal): Promise<void> {
    if (over.aborted) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        over.removeEventListener('abort', done);
        forget();
        resolve();
      };
      const timer = setTimeout(done, ms);
      const forget = this.wakeUp.onWake(done);
      over.addEventListener('abort', done, { once: true });
    });
  }
}
