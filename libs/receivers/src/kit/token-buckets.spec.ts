import { describe, expect, it } from '@jest/globals';
import { FixedClock } from '@kanca/core';
import { TokenBuckets } from './token-buckets.js';

describe('TokenBuckets', () => {
  it('lets a burst through, then the rate, and says how long to wait', () => {
    const clock = new FixedClock(0);
    const buckets = new TokenBuckets({ perSecond: 2, burst: 3 }, clock);
    expect([1, 2, 3, 4].map(() => buckets.take('a'))).toEqual([0, 0, 0, 0.5]);
    clock.advance(500);
    expect([buckets.take('a'), buckets.take('a')]).toEqual([0, 0.5]);
    clock.advance(60_000);
    expect([1, 2, 3, 4].map(() => buckets.take('a') > 0)).toEqual([false, false, false, true]);
  });

  it('keeps keys apart, and does not mind a clock that is put back', () => {
    const clock = new FixedClock(10_000);
    const buckets = new TokenBuckets({ perSecond: 1, burst: 1 }, clock);
    expect(buckets.take('a')).toBe(0);
    expect(buckets.take('b')).toBe(0);
    clock.set(0);
    expect(buckets.take('a')).toBe(1);
  });
});
