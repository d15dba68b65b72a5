import { delayAfter, type RetryPolicy } from '@kanca/core';
import type { Outcome } from './consumer-runner.js';

/** `lost`: the worker that ran it is gone, and nobody knows how it ended. */
export type AttemptOutcome = Outcome | { readonly kind: 'lost' };

/** What an attempt makes of its delivery. */
export type Verdict =
  | { readonly state: 'delivered' }
  | { readonly state: 'pending'; readonly delayMs: number }
  | { readonly state: 'dead' }
  /** Its attempts are used up, and what comes after it waits until an operator decides. */
  | { readonly state: 'blocked' }
  | { readonly state: 'cancelled' };

/** Nothing is put off for longer: it would outlive its event, and PostgreSQL knows no time so late. */
const MAX_DELAY_MS = 30 * 86_400_000;

/** What decides whether a delivery is tried again: the attempt, its outcome, and the policy of its consumer. */
export interface VerdictInput {
  /** Number of the attempt that ended; the first is 1. */
  readonly attempt: number;
  readonly outcome: AttemptOutcome;
  readonly policy: RetryPolicy;
  /** What becomes of it when its attempts are used up (`skip`: it is a dead letter). */
  readonly onPoison?: 'skip' | 'block';
  /** Attempts granted beyond the policy by a manual retry; the higher of the two counts. */
  readonly attemptsAllowed?: number | null;
  /** Gives a random number in [0, 1) for the jitter. */
  readonly unit: () => number;
}

/** The state machine of a delivery that is running: pure, so that every path of it can be tried. */
export function verdictOf({ attempt, outcome, policy, onPoison, attemptsAllowed, unit }: VerdictInput): Verdict {
  if (outcome.kind === 'succeeded') return { state: 'delivered' };
  if (outcome.kind === 'rejected' || outcome.kind === 'expired') return { state: 'dead' };
  if (outcome.kind === 'cancelled') return { state: 'cancelled' };
  const planned = delayAfter(policy, attempt, unit()) ?? (attempt < (attemptsAllowed ?? 0) ? 0 : null);
  if (planned === null) return { state: onPoison === 'block' ? 'blocked' : 'dead' };
  switch (outcome.kind) {
    case 'lost':
      // It may well have worked, so there is no reason to wait: but a crash loop must end, so it spends the attempt.
      return { state: 'pending', delayMs: Math.min(planned, 1_000) };
    case 'retry_after':
      return { state: 'pending', delayMs: Math.min(outcome.afterMs, MAX_DELAY_MS) };
    case 'failed':
      return { state: 'pending', delayMs: Math.min(Math.max(planned, outcome.notBeforeMs ?? 0), MAX_DELAY_MS) };
  }
}
