import { delayAfter, maxAttempts, type RetryPolicy } from '@kanca/core';

/** When one attempt of a delivery is made that fails every time. */
export interface PlannedAttempt {
  readonly number: number;
  /** Milliseconds after the first attempt, without jitter. */
  readonly afterMs: number;
  readonly at: Date;
  /** With all of the jitter that may be added, to this attempt and to those before. */
  readonly latestAt: Date;
}

/** The exact times of a policy, if every attempt fails at once and the subscriber never asks for another time. */
export function scheduleOf(policy: RetryPolicy, from: Date): readonly PlannedAttempt[] {
  const attempts: PlannedAttempt[] = [];
  let earliest = 0;
  let latest = 0;
  for (let number = 1; number <= maxAttempts(policy); number++) {
    const at = new Date(from.getTime() + earliest);
    attempts.push({ number, afterMs: earliest, at, latestAt: new Date(from.getTime() + latest) });
    earliest += delayAfter(policy, number, 0) ?? 0;
    latest += delayAfter(policy, number, 1) ?? 0;
  }
  return attempts;
}
