import { KancaError, Observer } from '@kanca/core';
import { Leases } from '@kanca/dispatch';
import { PullSubscriptions, type Fetched, type FetchOptions } from '@kanca/sender';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import type { EventStream } from '../http/event-stream.js';

const MAX_OPEN = 500;
const LOOK_EVERY_MS = 1_000;
/** A wake-up for every event there is must not become a query for every event there is. */
const LOOK_AT_MOST_EVERY_MS = 50;
const ASK_SETTLED_EVERY_MS = 100;
const BEAT_MS = 15_000;

/** Waits on behalf of subscribers that fetch their deliveries: for a while, or as long as they listen. */
@Injectable()
export class DeliveryStreams implements BeforeApplicationShutdown {
  private open = 0;
  private stopping = false;

  constructor(
    private readonly pull: PullSubscriptions,
    private readonly leases: Leases,
    private readonly observer: Observer,
  ) {}

  beforeApplicationShutdown(): void {
    this.stopping = true;
  }

  /** @throws KancaError `unavailable` when too many listen already. @returns what makes room again */
  enter(): () => void {
    if (this.open >= MAX_OPEN)
      throw new KancaError('unavailable', `${String(MAX_OPEN)} subscribers wait here already: try again in a moment.`, {
        retryAfterSeconds: 5,
      });
    this.open++;
    return () => {
      this.open--;
    };
  }

  /** What is there, or what comes within `waitMs`. @throws as `PullSubscriptions.fetch` does */
  async fetchWithin(tenant: string, id: string, options: FetchOptions, waitMs: number): Promise<Fetched> {
    const leave = this.enter();
    try {
      const until = Date.now() + waitMs;
      for (;;) {
        const fetched = await this.pull.fetch(tenant, id, options);
        const leftMs = until - Date.now();
        if (fetched.lease !== null || leftMs <= 0 || this.stopping) return fetched;
        await this.leases.work(Math.min(LOOK_EVERY_MS, leftMs));
        await pause(Math.min(LOOK_AT_MOST_EVERY_MS, leftMs));
      }
    } finally {
      leave();
    }
  }

  /**
   * Settles what the listener had got when its connection broke (`Last-Event-ID`), and fetches what is there.
   * @throws as `PullSubscriptions.fetch` does
   */
  async begin(tenant: string, id: string, options: FetchOptions, lastEventId: string | undefined): Promise<Fetched> {
    const [lease, ...deliveries] = (lastEventId ?? '').split(' ');
    if (lease !== undefined && lease !== '' && deliveries.length > 0)
      // It had lapsed: then they are delivered again, which is what would happen without it, too.
      await this.pull.commit(tenant, id, lease, deliveries).catch((error: unknown) => {
        if (!(error instanceof KancaError)) throw error;
      });
    return this.pull.fetch(tenant, id, options);
  }

  /** Until the listener is gone. One lease at a time: the next is taken when all of this one is settled, by whatever replica. */
  async run(tenant: string, id: string, options: FetchOptions, first: Fetched, stream: EventStream): Promise<void> {
    try {
      let fetched = first;
      let beatAt = Date.now() + BEAT_MS;
      while (!stream.isClosed() && !this.stopping) {
        if (fetched.lease !== null) {
          const { lease } = fetched;
          for (const [index, delivery] of fetched.deliveries.entries()) {
            // The id names everything that was sent of the lease so far: whoever comes back with it has had all that.
            const sofar = fetched.deliveries.slice(0, index + 1).map((sent) => sent.id);
            await stream.send({ id: [lease, ...sofar].join(' '), event: delivery.type, data: { lease, ...delivery } });
          }
          await this.untilSettled(tenant, id, lease, options, stream);
        } else await this.leases.work(LOOK_EVERY_MS);
        await pause(LOOK_AT_MOST_EVERY_MS);
        if (Date.now() >= beatAt) {
          await stream.beat();
          beatAt = Date.now() + BEAT_MS;
        }
        if (!stream.isClosed()) fetched = await this.pull.fetch(tenant, id, options);
      }
    } catch (error) {
      if (!(error instanceof KancaError))
        this.observer.faulted('streaming deliveries; the subscriber has to come again', error);
    } finally {
      stream.end();
    }
  }

  /** Holds the lease as long as the listener is there. */
  private async untilSettled(
    tenant: string,
    id: string,
    lease: string,
    { leaseMs }: FetchOptions,
    stream: EventStream,
  ): Promise<void> {
    let extendAt = Date.now() + leaseMs / 3;
    while (!stream.isClosed() && !this.stopping && (await this.pull.isOpen(tenant, id, lease))) {
      await pause(ASK_SETTLED_EVERY_MS);
      if (Date.now() < extendAt) continue;
      await this.pull.extend(tenant, id, lease, leaseMs).catch((error: unknown) => {
        // It was settled, or has lapsed, at this very moment.
        if (!(error instanceof KancaError)) throw error;
      });
      await stream.beat();
      extendAt = Date.now() + leaseMs / 3;
    }
  }
}
