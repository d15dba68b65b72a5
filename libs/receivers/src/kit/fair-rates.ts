import { FairShares } from './fair-shares.js';
import type { Clock } from '@kanca/core';
import type { BucketSize } from './token-buckets.js';

interface Rate {
  readonly shares: FairShares;
  /** Milliseconds since the Unix epoch. */
  filledAt: number;
}

/**
 * A rate limit for each key that many owners share, so that one of them cannot use it up for the others. Keys have to come from a bounded set, such
 * as the hosts of providers.
 */
export class FairRates {
  private readonly rates = new Map<string, Rate>();

  constructor(
    private readonly size: BucketSize,
    private readonly clock: Clock,
  ) {}

  /** Takes one turn of the key for an owner: a path, such as tenant, source, network. False when its share is used up. */
  take(key: string, owner: readonly string[]): boolean {
    const now = this.clock.now();
    const rate = this.rates.get(key) ?? { shares: new FairShares(this.size.burst), filledAt: now };
    this.rates.set(key, rate);
    rate.shares.free((Math.max(0, now - rate.filledAt) / 1_000) * this.size.perSecond);
    rate.filledAt = now;
    if (rate.shares.roomOf(owner) < 1) return false;
    rate.shares.take(owner, 1);
    return true;
  }
}
