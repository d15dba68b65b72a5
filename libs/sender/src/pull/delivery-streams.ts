import { KancaError, Observer } from '@kanca/core';
import { Leases } from '@kanca/dispatch';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import type { DeliveryStream } from './delivery-stream.js';
import { PullSubscriptions, type Fetched, type FetchOptions } from './pull-subscriptions.js';
import { WaitingPlaces } from './waiting-places.js';

const LOOK_EVERY_MS = 1_000;
/** A wake-up for every event there is must not become a query for every event there is. */
const LOOK_AT_MOST_EVERY_MS = 50;
const ASK_SETTLED_EVERY_MS = 100;
const BEAT_MS = 15_000;

const NOTHING: Fetched = { lease: null, leaseUntil: null, deliveries: [] };

/** A subscriber that wants deliveries, as the request that it makes says. */
export interface Listener {
  /** That it may see; `*` for all. */
  readonly tenant: string;
  /** `sub_…` */
  readonly id: string;
  readonly options: FetchOptions;
  /** Aborted when its connection closed before all was written. */
  readonly gone: AbortSignal;
}

/** Waits on behalf of subscribers that fetch their deliveries: for a while, or as long as they listen. */
@Injectable()
export class DeliveryStreams implements OnModuleDestroy {
  private readonly places = new WaitingPlaces();

  constructor(
    private readonly pull: PullSubscriptions,
    private readonly leases: Leases,
    private readonly observer: Observer,
  ) {}

  /** The hub waits for the connections that are open: those who wait here are answered at once. */
  onModuleDestroy(): void {
    this.places.close();
  }

  /** Whether the hub stops: then connections are not to be used again. */
  get isStopping(): boolean {
    return this.places.isClosed;
  }

  /**
   * What is there, or what comes within `waitMs`. What a caller that is gone does not get is waiting again, with no attempt spent.
   * @throws as `PullSubscriptions.fetch` and, when it has to wait, `WaitingPlaces.enter` do
   */
  async fetchWithin(listener: Listener, waitMs: number): Promise<Fetched> {
    const { tenant, id, gone } = listener;
    const until = Date.now() + waitMs;
    const first = await this.fetchFor(listener);
    if (first.lease !== null || waitMs <= 0 || this.isStopping) return first;
    const place = this.places.enter({ ...(await this.pull.identify(tenant, id)), gone });
    try {
      for (;;) {
        const leftMs = until - Date.now();
        if (leftMs > 0) await this.leases.work(Math.min(LOOK_EVERY_MS, leftMs), place.over);
        if (leftMs <= 0 || (await isOverAfter(Math.min(LOOK_AT_MOST_EVERY_MS, leftMs), place.over))) return NOTHING;
        const fetched = await this.fetchFor(listener);
        if (fetched.lease !== null) return fetched;
      }
    } finally {
      place.leave();
    }
  }

  /**
   * Settles what the listener had got when its connection broke (`Last-Event-ID`), and streams until it is gone.
   * @param open begins the answer: errors are thrown before that
   * @throws as `PullSubscriptions.fetch` and `WaitingPlaces.enter` do
   */
  async stream(listener: Listener, lastEventId: string | undefined, open: () => DeliveryStream): Promise<void> {
    const { tenant, id, gone } = listener;
    const place = this.places.enter({ ...(await this.pull.identify(tenant, id)), gone });
    try {
      const first = await this.begin(listener, lastEventId, place.over);
      if (gone.aborted) await this.giveBack(listener, first);
      else await this.run(listener, first, open(), place.over);
    } finally {
      place.leave();
    }
  }

  private async begin(
    { tenant, id, options }: Listener,
    lastEventId: string | undefined,
    over: AbortSignal,
  ): Promise<Fetched> {
    const [lease, ...deliveries] = (lastEventId ?? '').split(' ');
    if (lease !== undefined && lease !== '' && deliveries.length > 0)
      // It had lapsed: then they are delivered again, which is what would happen without it, too.
      await this.pull.commit(tenant, id, lease, deliveries).catch((error: unknown) => {
        if (!(error instanceof KancaError)) throw error;
      });
    return this.pull.fetch(tenant, id, options, over);
  }

  /** One lease at a time: the next is taken when all of this one is settled, by any replica. */
  private async run(listener: Listener, first: Fetched, stream: DeliveryStream, over: AbortSignal): Promise<void> {
    const { tenant, id, options } = listener;
    const unsent = { ...first, deliveries: [...first.deliveries] };
    try {
      let beatAt = Date.now() + BEAT_MS;
      while (!over.aborted) {
        const { lease } = unsent;
        if (lease === null) await this.leases.work(LOOK_EVERY_MS, over);
        else {
          await this.sendAll(unsent, stream, over);
          await this.untilSettled(listener, lease, stream, over);
        }
        if (Date.now() >= beatAt) {
          await unlessOver(stream.beat(), over);
          beatAt = Date.now() + BEAT_MS;
        }
        if (await isOverAfter(LOOK_AT_MOST_EVERY_MS, over)) break;
        const next = await this.pull.fetch(tenant, id, options, over);
        Object.assign(unsent, next, { deliveries: [...next.deliveries] });
      }
    } catch (error) {
      if (!(error instanceof KancaError))
        this.observer.faulted('streaming deliveries; the subscriber has to come again', error);
    } finally {
      await this.giveBack(listener, unsent);
      stream.end();
    }
  }

  /** Takes out of `unsent` what it has sent. */
  private async sendAll(
    unsent: { readonly lease: string | null; readonly deliveries: Fetched['deliveries'][number][] },
    stream: DeliveryStream,
    over: AbortSignal,
  ): Promise<void> {
    const { lease, deliveries } = unsent;
    // The id names all events of the lease that were sent so far: a client that comes back with it has received them.
    const sofar: string[] = [];
    while (!over.aborted) {
      const delivery = deliveries.shift();
      if (delivery === undefined) return;
      sofar.push(delivery.id);
      const message = { id: [lease, ...sofar].join(' '), event: delivery.type, data: { lease, ...delivery } };
      await unlessOver(stream.send(message), over);
    }
  }

  /** Holds the lease as long as the listener is there. */
  private async untilSettled(
    { tenant, id, options: { leaseMs } }: Listener,
    lease: string,
    stream: DeliveryStream,
    over: AbortSignal,
  ): Promise<void> {
    let extendAt = Date.now() + leaseMs / 3;
    while (!over.aborted && (await this.pull.isOpen(tenant, id, lease))) {
      if ((await isOverAfter(ASK_SETTLED_EVERY_MS, over)) || Date.now() < extendAt) continue;
      await this.pull.extend(tenant, id, lease, leaseMs).catch((error: unknown) => {
        // It was settled, or has lapsed, at this very moment.
        if (!(error instanceof KancaError)) throw error;
      });
      await unlessOver(stream.beat(), over);
      extendAt = Date.now() + leaseMs / 3;
    }
  }

  /** Its lease is given back if the connection closes before the answer is written whole. */
  private async fetchFor(listener: Listener): Promise<Fetched> {
    const { tenant, id, options, gone } = listener;
    const fetched = await this.pull.fetch(tenant, id, options, gone);
    if (fetched.lease === null) return fetched;
    if (gone.aborted) {
      await this.giveBack(listener, fetched);
      return NOTHING;
    }
    gone.addEventListener('abort', () => void this.giveBack(listener, fetched), { once: true });
    return fetched;
  }

  private async giveBack({ tenant, id }: Listener, { lease, deliveries }: Fetched): Promise<void> {
    if (lease === null || deliveries.length === 0) return;
    const ids = deliveries.map((delivery) => delivery.id);
    await this.pull.giveBack(tenant, id, lease, ids).catch((error: unknown) => {
      // Its subscription was removed: then there is nothing to be given back.
      if (!(error instanceof KancaError))
        this.observer.faulted('giving back what nobody has got; it will lapse', error);
    });
  }
}

async function isOverAfter(ms: number, over: AbortSignal): Promise<boolean> {
  await pause(ms, undefined, { signal: over }).catch(() => undefined);
  return over.aborted;
}

/** A listener that does not read keeps its stream waiting, but not the hub. */
async function unlessOver(work: Promise<void>, over: AbortSignal): Promise<void> {
  if (over.aborted) return;
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  over.addEventListener('abort', end, { once: true });
  await Promise.race([work, ended]).finally(() => {
    over.removeEventListener('abort', end);
  });
}
