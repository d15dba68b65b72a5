import { Clock, newUuid, Observer, Randomness, toId, type WebhookEvent } from '@kanca/core';
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
import { extendLease, findOpenInLease, readLease, shrinkLease } from './lease-statements.js';

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
    const events = await this.events.read(rows);
    const deliveries: LeasedDelivery[] = [];
    let bytes = 0;
    for (const row of rows) {
      const event = events.get(row.event_id);
      // Deleted by hand: its lease runs out again and again until it is dead, where it is seen.
      if (event === undefined) continue;
      bytes += event.dataSize;
      if (deliveries.length > 0 && bytes > maxBytes) break;
      const data = event.data ?? (await this.queue.readBody(row.tenant, event.dataId));
      deliveries.push({
        deliveryId: row.delivery_id,
        number: row.attempt,
        event: new DeliveredEvent(event.head, data),
      });
    }
    if (deliveries.length < rows.length) await this.leaveOnly(consumer, id, deliveries);
    return { id, deliveries };
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
    const wanted = only ?? lease.delivery_ids;
    const results = await Promise.all(
      wanted.map(async (deliveryId) => {
        const number = held.get(deliveryId);
        return number !== undefined && (await this.settleOne(consumer, { deliveryId, number }, outcome, error));
      }),
    );
    const left = lease.delivery_ids.filter((id) => !wanted.includes(id));
    if (left.length === 0) await this.pool.run(removeClaims, [uuidArray([consumer.id]), uuidArray([leaseId])]);
    return {
      settled: wanted.filter((_, index) => results[index] === true),
      lapsed: wanted.filter((_, index) => results[index] !== true),
    };
  }

  /** @returns until when it holds then; null when it is not known, or has lapsed */
  async extend(consumer: Consumer, leaseId: string, leaseMs: number): Promise<Date | null> {
    const [row] = await this.pool.run<{ lease_until: Date }>(extendLease, [consumer.id, leaseId, leaseMs]);
    return row?.lease_until ?? null;
  }

  /** Resolves when something was stored or came due nearby, or after `ms`. */
  async work(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        forget();
        resolve();
      };
      const timer = setTimeout(done, ms);
      const forget = this.wakeUp.onWake(done);
    });
  }

  /** Whether the consumer has deliveries of the lease that are not settled, and the lease has not lapsed. */
  async isOpen(consumer: Consumer, leaseId: string): Promise<boolean> {
    return (await this.pool.run(findOpenInLease, [consumer.id, leaseId])).length > 0;
  }

  private async leaveOnly(consumer: Consumer, id: string, deliveries: readonly LeasedDelivery[]): Promise<void> {
    await this.pool.run(shrinkLease, [consumer.id, id, uuidArray(deliveries.map(({ deliveryId }) => deliveryId))]);
  }

  private async settleOne(
    consumer: Consumer,
    { deliveryId, number }: { readonly deliveryId: string; readonly number: number },
    outcome: Outcome,
    error: string | undefined,
  ): Promise<boolean> {
    const [row] = await this.pool.run<OpenRow>(OPEN, [deliveryId, consumer.id]);
    if (row === undefined) return false;
    const settlement = settle({
      attempt: number,
      outcome,
      policy: (await this.runners.get(consumer.kind)?.policy({ consumer, event: row })) ?? consumer.retry,
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

interface OpenRow {
  readonly tenant: string;
  readonly event_id: string;
  readonly type: string;
  readonly attempts_allowed: number | null;
}

const OPEN = {
  name: 'read-leased-delivery',
  text: `
    SELECT d.tenant, d.event_id, e.type, d.attempts_allowed
    FROM kanca.open_deliveries d JOIN kanca.events e ON e.tenant = d.tenant AND e.id = d.event_id
    WHERE d.id = $1 AND d.consumer_id = $2`,
};
