import { KancaError, parseId, toId, uuidOf } from '@kanca/core';
import { ConsumerCatalogue, Leases, type Consumer, type LeasedDelivery } from '@kanca/dispatch';
import { OriginalRequests } from '@kanca/dispatch/operator';
import { Injectable } from '@nestjs/common';
import { EndpointDirectory } from '../delivery/endpoint-directory.js';
import { NotificationWriter } from '../delivery/notification-writer.js';
import { TransformationCancelled } from '../transformations/transformation-error.js';

/** A delivery as a subscriber that fetches its deliveries gets it: what would have been sent to it, and what it needs to settle it. */
export interface FetchedDelivery {
  readonly id: string;
  /** 1 for the first. */
  readonly attempt: number;
  readonly type: string;
  /** As they would have been sent, the signature included: what verifies pushed deliveries verifies these. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly bodyEncoding: 'utf8' | 'base64';
}

/** The deliveries that a pull subscription handed out, and until when the caller holds them. */
export interface Fetched {
  /** `lse_…`: name it to commit, release or extend; null when nothing was waiting. */
  readonly lease: string | null;
  readonly leaseUntil: Date | null;
  readonly deliveries: readonly FetchedDelivery[];
}

export interface FetchOptions {
  /** Deliveries at most. */
  readonly limit: number;
  /** For how long nobody else gets them. */
  readonly leaseMs: number;
}

/** `dlv_…` ids. */
export interface Settled {
  readonly settled: readonly string[];
  readonly lapsed: readonly string[];
}

/** One answer holds no more than this beyond the first delivery: of data that is read for it, and of text that is written. */
const MAX_BYTES = 4 * 1024 * 1024;
/** Nor is it written for longer, so that much of the lease is left. */
const WRITE_WITHIN_MS = 5_000;

/** For subscribers that nobody can call: they fetch their deliveries, and say what became of them. */
@Injectable()
export class PullSubscriptions {
  constructor(
    private readonly catalogue: ConsumerCatalogue,
    private readonly leases: Leases,
    private readonly endpoints: EndpointDirectory,
    private readonly writer: NotificationWriter,
    private readonly originals: OriginalRequests,
  ) {}

  /**
   * Leases deliveries that are due, the oldest first. One that is not settled before the lease ends is delivered again, which spends an attempt.
   * @param over aborted when nobody waits for the answer any more: deliveries that are not written by then are not leased
   * @throws KancaError `not_found`; `conflict` when it is not one that fetches its deliveries
   */
  async fetch(tenant: string, id: string, { limit, leaseMs }: FetchOptions, over?: AbortSignal): Promise<Fetched> {
    const consumer = await this.find(tenant, id);
    const startedAt = Date.now();
    const lease = await this.leases.take(consumer, limit, leaseMs, MAX_BYTES);
    const deliveries: FetchedDelivery[] = [];
    const left = lease.deliveries.map(({ deliveryId }) => deliveryId);
    let bytes = 0;
    for (const leased of lease.deliveries) {
      const isLate = Date.now() - startedAt > Math.min(WRITE_WITHIN_MS, leaseMs / 2);
      if (over?.aborted === true || (deliveries.length > 0 && isLate)) break;
      const written = await this.written(consumer, lease.id, leased);
      if (written !== null) {
        bytes += Buffer.byteLength(JSON.stringify(written));
        if (deliveries.length > 0 && bytes > MAX_BYTES) break;
        deliveries.push(written);
      }
      left.shift();
    }
    if (left.length > 0) await this.leases.giveBack(consumer, lease.id, left);
    if (deliveries.length === 0) return { lease: null, leaseUntil: null, deliveries };
    return { lease: toId('lse', lease.id), leaseUntil: new Date(startedAt + leaseMs), deliveries };
  }

  /**
   * Nobody has got them, all of the lease or those that are named: they are waiting again at once, with no attempt spent.
   * @throws KancaError as `fetch` does
   */
  async giveBack(tenant: string, id: string, lease: string, deliveries?: readonly string[]): Promise<void> {
    const only = deliveries?.map((delivery) => uuidOf('dlv', delivery));
    await this.leases.giveBack(await this.find(tenant, id), uuidOf('lse', lease), only);
  }

  /** Which subscription it is, and whose. @throws KancaError as `fetch` does */
  async identify(tenant: string, id: string): Promise<{ readonly tenant: string; readonly subscription: string }> {
    const consumer = await this.find(tenant, id);
    return { tenant: consumer.tenant, subscription: toId('sub', consumer.id) };
  }

  /**
   * They are done with: all that the lease holds, or those that are named.
   * @throws KancaError `not_found`; `conflict` when the lease has lapsed
   */
  async commit(tenant: string, id: string, lease: string, deliveries?: readonly string[]): Promise<Settled> {
    return this.settle(tenant, id, lease, deliveries);
  }

  /**
   * They could not be handled: they are delivered again by the subscription's schedule, or are dead letters after the last attempt.
   * @throws KancaError as `commit` does
   */
  async release(
    tenant: string,
    id: string,
    lease: string,
    {
      deliveries,
      error,
      afterMs,
    }: {
      readonly deliveries?: readonly string[] | undefined;
      readonly error?: string | undefined;
      readonly afterMs?: number | undefined;
    },
  ): Promise<Settled> {
    return this.settle(tenant, id, lease, deliveries, { error: error ?? 'The subscriber gave it back.', afterMs });
  }

  /** @throws KancaError as `commit` does */
  async extend(tenant: string, id: string, lease: string, leaseMs: number): Promise<Date> {
    const consumer = await this.find(tenant, id);
    const until = await this.leases.extend(consumer, uuidOf('lse', lease), leaseMs);
    if (until === null) throw lapsed(lease);
    return until;
  }

  /** Whether something of the lease is not settled, and it has not lapsed. @throws KancaError as `fetch` does */
  async isOpen(tenant: string, id: string, lease: string): Promise<boolean> {
    return this.leases.isOpen(await this.find(tenant, id), uuidOf('lse', lease));
  }

  private async settle(
    tenant: string,
    id: string,
    lease: string,
    deliveries: readonly string[] | undefined,
    failure?: { readonly error: string; readonly afterMs: number | undefined },
  ): Promise<Settled> {
    const consumer = await this.find(tenant, id);
    const result = await this.leases.complete(
      consumer,
      uuidOf('lse', lease),
      deliveries?.map((delivery) => uuidOf('dlv', delivery)),
      failure === undefined
        ? { kind: 'succeeded' }
        : failure.afterMs === undefined
          ? { kind: 'failed' }
          : { kind: 'retry_after', afterMs: failure.afterMs },
      failure?.error,
    );
    if (result === null) throw lapsed(lease);
    return {
      settled: result.completed.map((uuid) => toId('dlv', uuid)),
      lapsed: result.lapsed.map((uuid) => toId('dlv', uuid)),
    };
  }

  private async find(tenant: string, id: string): Promise<Consumer> {
    const uuid = parseId('sub', id);
    const consumer = uuid === null ? null : await this.catalogue.read(uuid);
    if (consumer?.kind !== 'subscription' || (tenant !== '*' && consumer.tenant !== tenant))
      throw new KancaError('not_found', `No subscription has the id ${id}.`);
    if (!consumer.pull)
      throw new KancaError(
        'conflict',
        `The deliveries of ${id} are pushed to its uri: only a subscription that was made with "delivery": "pull" fetches them.`,
      );
    return consumer;
  }

  /** Null for one that cannot be written, which is a failed attempt, or that the subscription's code does not want. The others go out. */
  private async written(consumer: Consumer, leaseId: string, leased: LeasedDelivery): Promise<FetchedDelivery | null> {
    const { event, number, deliveryId } = leased;
    const releases: (() => void)[] = [];
    try {
      const endpoint = await this.endpoints.find(consumer);
      const { headers, body } = await this.writer.write({
        event,
        endpoint,
        attempt: number,
        keys: this.endpoints.activeKeys(endpoint),
        privateKeys: [],
        original: async () => {
          const original = await this.originals.bodyOf(event);
          releases.push(original.release);
          return original;
        },
      });
      const text = body.toString('utf8');
      const isText = Buffer.from(text, 'utf8').equals(body);
      return {
        id: toId('dlv', deliveryId),
        attempt: number,
        type: event.type,
        headers,
        body: isText ? text : body.toString('base64'),
        bodyEncoding: isText ? 'utf8' : 'base64',
      };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const kind = error instanceof TransformationCancelled ? 'cancelled' : 'failed';
      await this.leases.complete(consumer, leaseId, [deliveryId], { kind }, why);
      return null;
    } finally {
      for (const release of releases) release();
    }
  }
}

function lapsed(lease: string): KancaError {
  return new KancaError(
    'conflict',
    `The lease ${lease.slice(0, 40)} has lapsed, or everything it held is settled. Deliveries that are not settled are delivered again.`,
  );
}
