import { KancaError } from '@kanca/core';

/** Somebody who waits for deliveries. */
export interface Waiter {
  readonly tenant: string;
  /** `sub_…` */
  readonly subscription: string;
  /** Aborted when they are gone. */
  readonly gone: AbortSignal;
}

export interface Place {
  /** Aborted when the one who waits is gone, or the hub stops. */
  readonly over: AbortSignal;
  leave(): void;
}

const MAX_PLACES = 500;
const MAX_OF_TENANT = 100;
const MAX_OF_SUBSCRIPTION = 10;
const RETRY_AFTER_SECONDS = 5;

/** Places for those who wait, few enough for each tenant and subscription that none keeps the others out. */
export class WaitingPlaces {
  private readonly taken = new Map<Waiter, AbortController>();
  private closed = false;

  /** @throws KancaError `too_many_requests` when too many of the tenant or subscription wait; `unavailable` when too many wait at all */
  enter(waiter: Waiter): Place {
    const { tenant, subscription, gone } = waiter;
    const waiting = [...this.taken.keys()];
    if (waiting.filter((other) => other.subscription === subscription).length >= MAX_OF_SUBSCRIPTION)
      throw tooMany(`${String(MAX_OF_SUBSCRIPTION)} wait for the deliveries of ${subscription} already`);
    if (waiting.filter((other) => other.tenant === tenant).length >= MAX_OF_TENANT)
      throw tooMany(`${String(MAX_OF_TENANT)} wait for deliveries of the tenant ${tenant} already`);
    if (waiting.length >= MAX_PLACES)
      throw new KancaError(
        'unavailable',
        `${String(MAX_PLACES)} wait here already: try again in a moment, or fetch without waitSeconds.`,
        { retryAfterSeconds: RETRY_AFTER_SECONDS },
      );
    const over = new AbortController();
    const end = (): void => {
      over.abort();
    };
    if (gone.aborted || this.closed) end();
    gone.addEventListener('abort', end, { once: true });
    this.taken.set(waiter, over);
    return {
      over: over.signal,
      leave: () => {
        gone.removeEventListener('abort', end);
        this.taken.delete(waiter);
      },
    };
  }

  /** Nobody is to wait any more, now or later. */
  close(): void {
    this.closed = true;
    for (const over of this.taken.values()) over.abort();
  }

  get isClosed(): boolean {
    return this.closed;
  }
}

function tooMany(what: string): KancaError {
  return new KancaError(
    'too_many_requests',
    `${what}, and no more may: close some of those connections, try again later, or fetch without waitSeconds.`,
    { retryAfterSeconds: RETRY_AFTER_SECONDS },
  );
}
