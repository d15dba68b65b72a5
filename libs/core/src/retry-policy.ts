import { KancaError } from './kanca-error.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How often and how late a delivery is tried again, as data. `jitter` 0.1 adds up to 10 %, and never takes away. */
export type RetryPolicy =
  | { readonly kind: 'list'; readonly delaysMs: readonly number[]; readonly jitter: number }
  | { readonly kind: 'linear'; readonly stepMs: number; readonly maxAttempts: number; readonly jitter: number }
  | {
      readonly kind: 'exponential';
      readonly firstMs: number;
      readonly factor: number;
      readonly maxMs: number;
      readonly maxAttempts: number;
      readonly jitter: number;
    };

/** At once, then 5 s, 30 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h: a subscriber may be away for three days. */
export const DEFAULT_SUBSCRIPTION_RETRY: RetryPolicy = {
  kind: 'list',
  delaysMs: [
    5 * SECOND,
    30 * SECOND,
    5 * MINUTE,
    30 * MINUTE,
    2 * HOUR,
    5 * HOUR,
    10 * HOUR,
    14 * HOUR,
    20 * HOUR,
    24 * HOUR,
  ],
  jitter: 0.1,
};

/** Code fails fast or for long: seconds first, then up to an hour, for about half a day. */
export const DEFAULT_HANDLER_RETRY: RetryPolicy = {
  kind: 'exponential',
  firstMs: SECOND,
  factor: 4,
  maxMs: HOUR,
  maxAttempts: 16,
  jitter: 0.1,
};

/** How many times a delivery is tried in all, the first time included. */
export function maxAttempts(policy: RetryPolicy): number {
  return policy.kind === 'list' ? policy.delaysMs.length + 1 : policy.maxAttempts;
}

/**
 * Milliseconds to wait after attempt number `attempt` (the first is 1) failed; null when it was the last.
 * @param unit a random number in [0, 1)
 */
export function delayAfter(policy: RetryPolicy, attempt: number, unit: number): number | null {
  if (attempt >= maxAttempts(policy)) return null;
  const planned = plannedDelay(policy, attempt);
  return Math.round(planned * (1 + policy.jitter * unit));
}

function plannedDelay(policy: RetryPolicy, attempt: number): number {
  switch (policy.kind) {
    case 'list':
      return policy.delaysMs[attempt - 1] ?? 0;
    case 'linear':
      return policy.stepMs * attempt;
    case 'exponential':
      return Math.min(policy.maxMs, policy.firstMs * policy.factor ** (attempt - 1));
  }
}

const MAX_DELAY_MS = 30 * 24 * HOUR;
const MAX_ATTEMPTS = 100;

const FIELDS: Readonly<Record<RetryPolicy['kind'], string>> = {
  list: 'delaysMs (a list) and jitter',
  linear: 'stepMs, maxAttempts and jitter',
  exponential: 'firstMs, factor, maxMs, maxAttempts and jitter',
};

/**
 * Checks a retry policy that was written by hand.
 *
 * @throws KancaError `invalid_request`, with each field at fault
 */
export function assertRetryPolicy(policy: RetryPolicy): void {
  // Handlers in plain JavaScript write anything here.
  const expected = (FIELDS as Readonly<Record<string, string | undefined>>)[policy.kind];
  if (expected === undefined)
    throw new KancaError(
      'invalid_request',
      `retry: its kind has to be ${Object.keys(FIELDS).join(', ')}, got ${JSON.stringify(policy)}`,
      { problems: [{ field: 'retry.kind', problem: 'is not known' }] },
    );
  const attempts = maxAttempts(policy);
  const last = delayAfter(policy, Math.max(1, attempts - 1), 0) ?? 0;
  const valid =
    Number.isInteger(attempts) &&
    attempts >= 1 &&
    attempts <= MAX_ATTEMPTS &&
    Number.isFinite(last) &&
    last >= 0 &&
    last <= MAX_DELAY_MS &&
    policy.jitter >= 0 &&
    policy.jitter <= 1 &&
    (policy.kind !== 'list' || policy.delaysMs.every((ms) => Number.isFinite(ms) && ms >= 0 && ms <= MAX_DELAY_MS)) &&
    (policy.kind !== 'linear' || policy.stepMs >= 0) &&
    (policy.kind !== 'exponential' || (policy.firstMs >= 0 && policy.factor >= 1 && policy.maxMs >= policy.firstMs));
  if (!valid)
    throw new KancaError(
      'invalid_request',
      `retry: a ${policy.kind} one has ${expected}, with 1 to ${String(MAX_ATTEMPTS)} attempts, delays from 0 to 30 days and a jitter from 0 to 1; ` +
        `got ${JSON.stringify(policy)}`,
      { problems: [{ field: 'retry', problem: 'is out of range' }] },
    );
}
