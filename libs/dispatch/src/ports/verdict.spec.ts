import { describe, expect, it } from '@jest/globals';
import { maxAttempts, type RetryPolicy } from '@kanca/core';
import fc from 'fast-check';
import { verdictOf, type AttemptOutcome } from './verdict.js';

const POLICY: RetryPolicy = { kind: 'list', delaysMs: [5_000, 60_000], jitter: 0 };
const at = (
  attempt: number,
  outcome: AttemptOutcome,
  attemptsAllowed: number | null = null,
): ReturnType<typeof verdictOf> => verdictOf({ attempt, outcome, policy: POLICY, attemptsAllowed, unit: () => 0 });

describe('the verdict on an attempt', () => {
  it('delivers what succeeded', () => {
    expect(at(1, { kind: 'succeeded' })).toEqual({ state: 'delivered' });
  });

  it('waits by the policy after a failure, and gives up after the last', () => {
    expect(at(1, { kind: 'failed' })).toEqual({ state: 'pending', delayMs: 5_000 });
    expect(at(2, { kind: 'failed' })).toEqual({ state: 'pending', delayMs: 60_000 });
    expect(at(3, { kind: 'failed' })).toEqual({ state: 'dead' });
  });

  it('never comes before the time that the subscriber asked for, nor before its own', () => {
    expect(at(1, { kind: 'failed', notBeforeMs: 90_000 })).toEqual({ state: 'pending', delayMs: 90_000 });
    expect(at(1, { kind: 'failed', notBeforeMs: 1 })).toEqual({ state: 'pending', delayMs: 5_000 });
  });

  it('comes exactly when a handler asked for it', () => {
    expect(at(1, { kind: 'retry_after', afterMs: 7 })).toEqual({ state: 'pending', delayMs: 7 });
    expect(at(3, { kind: 'retry_after', afterMs: 7 })).toEqual({ state: 'dead' });
  });

  it('makes a dead letter where no retry can help, and stops where the answer asks for it', () => {
    expect(at(1, { kind: 'rejected' })).toEqual({ state: 'dead' });
    expect(at(1, { kind: 'cancelled' })).toEqual({ state: 'cancelled' });
  });

  it('makes a dead letter of what expired, which never holds up the later ones of its key', () => {
    const expired = { attempt: 1, outcome: { kind: 'expired' }, policy: POLICY, unit: () => 0 } as const;
    expect(verdictOf({ ...expired, onPoison: 'block' })).toEqual({ state: 'dead' });
  });

  it('tries soon again what was lost with its worker, but not for ever', () => {
    expect(at(2, { kind: 'lost' })).toEqual({ state: 'pending', delayMs: 1_000 });
    expect(at(3, { kind: 'lost' })).toEqual({ state: 'dead' });
  });

  it('grants the attempts of a manual retry beyond the policy', () => {
    expect(at(4, { kind: 'failed' }, 5)).toEqual({ state: 'pending', delayMs: 0 });
    expect(at(5, { kind: 'failed' }, 5)).toEqual({ state: 'dead' });
  });

  it('comes to an end for every sequence of outcomes', () => {
    const outcome = fc.constantFrom<AttemptOutcome>(
      { kind: 'failed' },
      { kind: 'lost' },
      { kind: 'retry_after', afterMs: 1 },
      { kind: 'failed', notBeforeMs: 10 },
    );
    fc.assert(
      fc.property(fc.array(outcome, { minLength: 3, maxLength: 3 }), (outcomes) => {
        const states = outcomes.map((one, index) => at(index + 1, one).state);
        return states.at(-1) === 'dead' && states.length === maxAttempts(POLICY);
      }),
    );
  });
});
