import { describe, expect, it } from '@jest/globals';
import { KancaError } from './kanca-error.js';
import {
  assertRetryPolicy,
  DEFAULT_SUBSCRIPTION_RETRY,
  delayAfter,
  maxAttempts,
  type RetryPolicy,
} from './retry-policy.js';

const LINEAR: RetryPolicy = { kind: 'linear', stepMs: 60_000, maxAttempts: 4, jitter: 0 };
const EXPONENTIAL: RetryPolicy = {
  kind: 'exponential',
  firstMs: 1_000,
  factor: 4,
  maxMs: 20_000,
  maxAttempts: 6,
  jitter: 0,
};

describe('retry policies', () => {
  it('try a subscription again after 5 s, 30 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h, and then no more', () => {
    const delays = Array.from({ length: 11 }, (_, index) => delayAfter(DEFAULT_SUBSCRIPTION_RETRY, index + 1, 0));
    const hour = 3_600_000;
    expect(delays).toEqual([
      5_000,
      30_000,
      300_000,
      1_800_000,
      2 * hour,
      5 * hour,
      10 * hour,
      14 * hour,
      20 * hour,
      24 * hour,
      null,
    ]);
    expect(maxAttempts(DEFAULT_SUBSCRIPTION_RETRY)).toBe(11);
  });

  it('add up to the jitter and never take away', () => {
    expect(delayAfter(DEFAULT_SUBSCRIPTION_RETRY, 1, 0)).toBe(5_000);
    expect(delayAfter(DEFAULT_SUBSCRIPTION_RETRY, 1, 0.999)).toBeLessThanOrEqual(5_500);
  });

  it('wait n times a step when they are linear', () => {
    expect([1, 2, 3, 4].map((attempt) => delayAfter(LINEAR, attempt, 0))).toEqual([60_000, 120_000, 180_000, null]);
  });

  it('grow to their maximum when they are exponential', () => {
    expect([1, 2, 3, 4, 5, 6].map((attempt) => delayAfter(EXPONENTIAL, attempt, 0))).toEqual([
      1_000,
      4_000,
      16_000,
      20_000,
      20_000,
      null,
    ]);
  });

  it.each<RetryPolicy>([
    { kind: 'list', delaysMs: [-1], jitter: 0 },
    { kind: 'list', delaysMs: [1], jitter: 2 },
    { kind: 'list', delaysMs: [Number.NaN, 1], jitter: 0 },
    { kind: 'list', delaysMs: Array<number>(100).fill(1), jitter: 0 },
    { ...LINEAR, maxAttempts: 0 },
    { ...LINEAR, maxAttempts: 1.5 },
    { ...LINEAR, stepMs: 1e12 },
    { ...EXPONENTIAL, factor: 0.5 },
    { ...EXPONENTIAL, maxMs: 1 },
  ])('that cannot be followed are refused: %j', (policy) => {
    expect(() => {
      assertRetryPolicy(policy);
    }).toThrow(KancaError);
  });
});
