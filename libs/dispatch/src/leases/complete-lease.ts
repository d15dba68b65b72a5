import { Clock, Observer, Randomness, toId, type RetryPolicy } from '@kanca/core';
import { SqlPool } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import type { Consumer } from '../ports/consumer-catalogue.js';
import { RunnerRegistry, type Outcome } from '../ports/consumer-runner.js';
import { DeliveryQueue } from '../ports/delivery-queue.js';
import { retryPolicyOf } from '../worker/retry-policy-of.js';
import { RunningAttempt, type AttemptedDelivery } from '../worker/running-attempt.js';
import { readLease } from './read-lease.sql.js';
import { readLeased, type LeasedRow } from './read-leased.sql.js';
import { takeOutOfLease } from './take-out-of-lease.sql.js';
import type { LeaseCompleted } from './lease.js';

/** How the attempt of one delivery ended. */
interface Ended {
  readonly number: number;
  readonly outcome: Outcome;
  readonly error: string | undefined;
  readonly policy: RetryPolicy;
}

/** Completes deliveries of a lease, each as a worker completes its attempts. */
@Injectable()
export class CompleteLease {
  constructor(
    private readonly pool: SqlPool,
    private readonly queue: DeliveryQueue,
    private readonly runners: RunnerRegistry,
    private readonly observer: Observer,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** See `Leases.complete`. */
  async complete(
    consumer: Consumer,
    leaseId: string,
    only: readonly string[] | undefined,
    outcome: Outcome,
    error?: string,
  ): Promise<LeaseCompleted | null> {
    const [lease] = await this.pool.run(readLease, { consumerId: consumer.id, leaseId });
    if (lease === undefined) return null;
    const held = new Map(lease.delivery_ids.map((id, index) => [id, lease.numbers[index] ?? 0]));
    const wanted = [...new Set(only ?? lease.delivery_ids)];
    const rows = await this.pool.run(readLeased, {
      consumerId: consumer.id,
      deliveryIds: wanted.filter((id) => held.has(id)),
    });
    const policyOf = this.policies(consumer, outcome);
    const counted = await Promise.all(
      rows.map(async (row) => {
        const number = held.get(row.delivery_id) ?? 0;
        const isCounted = await this.completeOne(consumer, row, {
          number,
          outcome,
          error,
          policy: await policyOf(row),
        });
        return isCounted ? [row.delivery_id] : [];
      }),
    );
    await this.pool.run(takeOutOfLease, {
      consumerId: consumer.id,
      leaseId,
      deliveryIds: rows.map((row) => row.delivery_id),
    });
    const completed = new Set(counted.flat());
    return { completed: wanted.filter((id) => completed.has(id)), lapsed: wanted.filter((id) => !completed.has(id)) };
  }

  /** Only a delivery that is tried again needs a policy, which is looked up once for each type of event. */
  private policies(consumer: Consumer, { kind }: Outcome): (row: LeasedRow) => Promise<RetryPolicy> {
    const found = new Map<string, Promise<RetryPolicy>>();
    return ({ tenant, type }) => {
      if (kind !== 'failed' && kind !== 'retry_after') return Promise.resolve(consumer.retry);
      const key = JSON.stringify([tenant, type]);
      const policy =
        found.get(key) ?? retryPolicyOf({ consumer, event: { tenant, type } }, this.runners, this.observer);
      found.set(key, policy);
      return policy;
    };
  }

  /** @returns whether it counted: not when somebody else has completed it meanwhile */
  private async completeOne(
    consumer: Consumer,
    row: LeasedRow,
    { number, outcome, error, policy }: Ended,
  ): Promise<boolean> {
    const running = new RunningAttempt(attemptedOf(row, consumer, number), consumer, this.clock.now());
    const completed = running.complete({ outcome, error }, 0, { policy, unit: () => this.randomness.unit() });
    const counted = await this.queue.complete(completed);
    this.observer.attemptEnded(running.told(completed, consumer, counted));
    return counted;
  }
}

function attemptedOf(row: LeasedRow, consumer: Consumer, attempt: number): AttemptedDelivery {
  return {
    tenant: row.tenant,
    deliveryId: row.delivery_id,
    consumerId: consumer.id,
    attempt,
    attemptsAllowed: row.attempts_allowed,
    eventId: toId('evt', row.event_id),
    eventType: row.type,
  };
}
