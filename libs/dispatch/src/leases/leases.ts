import {
  Clock,
  KancaError,
  newUuid,
  Observer,
  Randomness,
  toId,
  type RetryPolicy,
  type WebhookEvent,
} from '@kanca/core';
import { int4Array, SqlPool, uuidArray } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { DeliveredEvent } from '../event-head.js';
import { newsOf } from '../operational/delivery-news.js';
import type { Consumer } from '../ports/consumer-catalogue.js';
import { RunnerRegistry, type Outcome } from '../ports/consumer-runner.js';
import { DeliveryQueue } from '../ports/delivery-queue.js';
import { EventReader } from '../postgres/event-reader.js';
import { WakeUp } from '../postgres/wake-up.js';
import { claimDueDeliveries } from '../postgres/verbs/claim-due-deliveries.js';
import { removeClaims } from '../postgres/verbs/remove-claims.js';
import { settle } from '../settle-attempt.js';
import { extendLease, findOpenInLease, readLease, readLeased, takeOutOfLease } from './lease-statements.js';

/** A delivery that a consumer holds until its lease ends. */
export interface LeasedDelivery {
  /** UUID. */
  readonly deliveryId: string;
  /** Of the attempt; the first is 1. */
  readonly number: number;
  readonly event: WebhookEvent;
}

export interface Lease {
  /** UUID. */
  readonly id: string;
  readonly deliveries: readonly LeasedDelivery[];
}

/** What became of the deliveries that a consumer wanted to settle. UUIDs. */
export interface LeaseSettled {
  readonly settled: readonly string[];
  /** Their lease had lapsed: they are, or will be, delivered again. */
  readonly lapsed: readonly string[];
}

interface LeaseRow {
  readonly tenant: string;
  readonly delivery_id: string;
  readonly event_id: string;
  readonly attempt: number;
}

interface OpenRow {
  readonly delivery_id: string;
  readonly tenant: string;
  readonly event_id: string;
  readonly type: string;
  readonly attempts_allowed: number | null;
}

/** Longer than any consumer's timeout, so that the length of a lease is what is asked for. */
const DAY_MS = 86_400_000;

/**
 * For consumers that fetch their deliveries themselves. They are claimed like all others, in the name of the lease instead of a worker, so
 * nobody else has them until it ends: settled by the consumer, or lost, which spends an attempt like that of a worker that is gone.
 */
@Injectable()
export class Leases {
  constructor(
    private readonly pool: SqlPool,
    private readonly queue: DeliveryQueue,
    private readonly events: EventReader,
    private readonly runners: RunnerRegistry,
    private readonly wakeUp: WakeUp,
    private readonly observer: Observer,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** Leases up to `limit` due deliveries, the oldest first, and no more than `maxBytes` of data beyond the first. */
  async take(consumer: Consumer, limit: number, leaseMs: number, maxBytes: number): Promise<Lease> {
    const id = newUuid(this.clock, this.randomness);
    const nothing = [uuidArray([]), int4Array([])];
    const rows = await this.pool.run<LeaseRow>(claimDueDeliveries, [
      limit,
      [],
      [consumer.id],
      id,
      DAY_MS,
      uuidArray([]),
      uuidArray([]),
      id,
      ...nothing,
      ...nothing,
      leaseMs,
      null,
    ]);
    if (rows.length === 0) return { id, deliveries: [] };
    try {
      return { id, deliveries: await this.readOf(consumer, id, rows, maxBytes) };
    } catch (error) {
      await this.giveBack(consumer, id).catch((failure: unknown) => {
        this.observer.faulted('giving a lease back; it will lapse', failure);
      });
      throw error;
    }
  }

  /** Ends the lease for what nobody has got of it, all or some: it is waiting again at once, with no attempt spent. */
  async giveBack(consumer: Consumer, leaseId: string, only?: readonly string[]): Promise<void> {
    if (only === undefined) await this.pool.run(removeClaims, [uuidArray([consumer.id]), uuidArray([leaseId])]);
    else await this.pool.run(takeOutOfLease, [consumer.id, leaseId, uuidArray([...only])]);
    this.wakeUp.deliveriesAdded();
  }

  /**
   * Ends deliveries of a lease: all that it holds, or some.
   * @param outcome `succeeded`, or what a failed attempt makes of them
   * @returns null when the lease is not known, or has lapsed
   */
  async settle(
    consumer: Consumer,
    leaseId: string,
    only: readonly string[] | undefined,
    outcome: Outcome,
    error?: string,
  ): Promise<LeaseSettled | null> {
    const [lease] = await this.pool.run<{ delivery_ids: readonly string[]; numbers: readonly number[] }>(readLease, [
      consumer.id,
      leaseId,
    ]);
    if (lease === undefined) return null;
    const held = new Map(lease.delivery_ids.map((id, index) => [id, lease.numbers[index] ?? 0]));
    const wanted = [...new Set(only ?? lease.delivery_ids)];
    const rows = await this.pool.run<OpenRow>(readLeased, [
      consumer.id,
      uuidArray(wanted.filter((id) => held.has(id))),
    ]);
    const policyOf = this.policies(consumer, outcome);
    const counted = await Promise.all(
      rows.map(async (row) => {
        const number = held.get(row.delivery_id) ?? 0;
        const isCounted = await this.settleOne(consumer, row, { number, outcome, error, policy: await policyOf(row) });
        return isCounted ? [row.delivery_id] : [];
      }),
    );
    await this.pool.run(takeOutOfLease, [consumer.id, leaseId, uuidArray(rows.map((row) => row.delivery_id))]);
    const settled = new Set(counted.flat());
    return { settled: wanted.filter((id) => settled.has(id)), lapsed: wanted.filter((id) => !settled.has(id)) };
  }

  /** @returns until when it holds then; null when it is not known, or has lapsed */
  async extend(consumer: Consumer, leaseId: string, leaseMs: number): Promise<Date | null> {
    const [row] = await this.pool.run<{ lease_until: Date }>(extendLease, [consumer.id, leaseId, leaseMs]);
    return row?.lease_until ?? null;
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

  /** Whether the consumer has deliveries of the lease that are not settled, and the lease has not lapsed. */
  async isOpen(consumer: Consumer, leaseId: string): Promise<boolean> {
    return (await this.pool.run(findOpenInLease, [consumer.id, leaseId])).length > 0;
  }

  private async readOf(
    consumer: Consumer,
    id: string,
    rows: readonly LeaseRow[],
    maxBytes: number,
  ): Promise<readonly LeasedDelivery[]> {
    const events = await this.events.read(rows);
    const deliveries: LeasedDelivery[] = [];
    const left: string[] = [];
    let bytes = 0;
    for (const row of rows) {
      const event = events.get(row.event_id);
      if (event !== undefined) bytes += event.dataSize;
      const isTooMuch = left.length > 0 || (deliveries.length > 0 && bytes > maxBytes);
      if (isTooMuch) left.push(row.delivery_id);
      else if (event !== undefined) {
        const data = event.data ?? (await this.bodyOf(consumer, id, row, event.dataId));
        if (data !== null)
          deliveries.push({
            deliveryId: row.delivery_id,
            number: row.attempt,
            event: new DeliveredEvent(event.head, data),
          });
      }
      // An event that was deleted by hand stays in the lease: it lapses again and again until it is a dead letter, where it is seen.
    }
    if (left.length > 0) await this.giveBack(consumer, id, left);
    return deliveries;
  }

  /** Null when it is gone, which fails this delivery and does not keep the others back. */
  private async bodyOf(consumer: Consumer, leaseId: string, row: LeaseRow, dataId: string): Promise<Buffer | null> {
    try {
      return await this.queue.readBody(row.tenant, dataId);
    } catch (error) {
      if (!(error instanceof KancaError && error.code === 'not_found')) throw error;
      await this.settle(consumer, leaseId, [row.delivery_id], { kind: 'failed' }, error.message);
      return null;
    }
  }

  /** One that cannot be found out now is no reason to lose how the attempt ended. Found out once for each type of event. */
  private policies(consumer: Consumer, { kind }: Outcome): (row: OpenRow) => Promise<RetryPolicy> {
    const found = new Map<string, Promise<RetryPolicy>>();
    const find = async ({ tenant, type }: OpenRow): Promise<RetryPolicy> => {
      try {
        return (await this.runners.get(consumer.kind)?.policy({ consumer, event: { tenant, type } })) ?? consumer.retry;
      } catch (error) {
        this.observer.faulted('finding the retry policy of a failed attempt; its consumer has one', error);
        return consumer.retry;
      }
    };
    return (row) => {
      if (kind !== 'failed' && kind !== 'retry_after') return Promise.resolve(consumer.retry);
      const key = JSON.stringify([row.tenant, row.type]);
      const policy = found.get(key) ?? find(row);
      found.set(key, policy);
      return policy;
    };
  }

  private async settleOne(
    consumer: Consumer,
    row: OpenRow,
    {
      number,
      outcome,
      error,
      policy,
    }: {
      readonly number: number;
      readonly outcome: Outcome;
      readonly error: string | undefined;
      readonly policy: RetryPolicy;
    },
  ): Promise<boolean> {
    const deliveryId = row.delivery_id;
    const settlement = settle({
      attempt: number,
      outcome,
      policy,
      onPoison: consumer.onPoison,
      attemptsAllowed: row.attempts_allowed,
      unit: () => this.randomness.unit(),
    });
    const eventId = toId('evt', row.event_id);
    const told = { deliveryId, eventId, eventType: row.type, attempt: number };
    const counted = await this.queue.complete({
      tenant: row.tenant,
      deliveryId,
      consumerId: consumer.id,
      number,
      settlement,
      outcome: outcome.kind,
      error,
      startedAt: this.clock.now(),
      durationMs: 0,
      news: newsOf({ ...told, consumer, settlement, error: error ?? null, status: null }),
    });
    this.observer.attemptEnded({
      ...told,
      deliveryId: toId('dlv', deliveryId),
      kind: consumer.kind,
      consumer: consumer.name,
      state: counted ? settlement.state : 'lost',
      durationMs: 0,
      lagMs: 0,
      ...(error === undefined ? {} : { error }),
    });
    return counted;
  }
}
