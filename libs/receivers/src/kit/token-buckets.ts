import type { Clock } from '@kanca/core';

export interface BucketSize {
  readonly perSecond: number;
  /** How many may come at once after a pause. */
  readonly burst: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** A rate limit for each key. Keys have to come from a bounded set, such as the configured sources. */
export class TokenBuckets {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly size: BucketSize,
    private readonly clock: Clock,
  ) {}

  /** Takes one token of the key: 0 when there was one, else how many seconds until the next. */
  take(key: string): number {
    const now = this.clock.now();
    const bucket = this.buckets.get(key) ?? { tokens: this.size.burst, at: now };
    this.buckets.set(key, bucket);
    const refill = (Math.max(0, now - bucket.at) / 1_000) * this.size.perSecond;
    bucket.tokens = Math.min(this.size.burst, bucket.tokens + refill);
    bucket.at = now;
    if (bucket.tokens < 1) return (1 - bucket.tokens) / this.size.perSecond;
    bucket.tokens -= 1;
    return 0;
  }
}
