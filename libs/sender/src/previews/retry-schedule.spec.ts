import { describe, expect, it } from '@jest/globals';
import { DEFAULT_SUBSCRIPTION_RETRY } from '@kanca/core';
import { scheduleOf } from './retry-schedule.js';

const NOON = new Date('2026-01-15T12:00:00Z');

describe('scheduleOf', () => {
  it('adds up the delays of a list, with and without jitter', () => {
    expect(scheduleOf({ kind: 'list', delaysMs: [1_000, 10_000], jitter: 0.5 }, NOON)).toEqual([
      { number: 1, afterMs: 0, at: NOON, latestAt: NOON },
      {
        number: 2,
        afterMs: 1_000,
        at: new Date('2026-01-15T12:00:01Z'),
        latestAt: new Date('2026-01-15T12:00:01.500Z'),
      },
      {
        number: 3,
        afterMs: 11_000,
        at: new Date('2026-01-15T12:00:11Z'),
        latestAt: new Date('2026-01-15T12:00:16.500Z'),
      },
    ]);
  });

  it('is n times a minute for a linear one', () => {
    const linear = scheduleOf({ kind: 'linear', stepMs: 60_000, maxAttempts: 4, jitter: 0 }, NOON);
    expect(linear.map(({ afterMs }) => afterMs / 60_000)).toEqual([0, 1, 3, 6]);
  });

  it('has one attempt for a policy without delays', () => {
    expect(scheduleOf({ kind: 'list', delaysMs: [], jitter: 0 }, NOON)).toHaveLength(1);
  });

  it('lasts three days by default', () => {
    const attempts = scheduleOf(DEFAULT_SUBSCRIPTION_RETRY, NOON);
    expect(attempts).toHaveLength(11);
    expect((attempts.at(-1)?.afterMs ?? 0) / 3_600_000).toBeCloseTo(75.6, 1);
  });
});
