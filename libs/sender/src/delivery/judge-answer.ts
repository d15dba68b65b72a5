import type { AttemptResult } from '@kanca/dispatch';
import { retryAfterMs } from './retry-after.js';

/** What a subscriber answered. */
export interface SubscriberAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

type Judgement = Pick<AttemptResult, 'outcome' | 'status' | 'error' | 'disable'>;

const NONE: readonly number[] = [];

/**
 * What an answer means for the delivery: 2xx is success; `410` or `webhook-delivery: disable` disables the subscription;
 * `webhook-delivery: abort-message` stops this delivery; `Retry-After` sets the earliest next attempt.
 * @param noRetryStatuses with which the delivery becomes a dead letter at once, as its subscription wants it
 */
export function judgeAnswer(
  { status, headers }: SubscriberAnswer,
  nowMs: number,
  noRetryStatuses: readonly number[] = NONE,
): Judgement {
  const wish = headers['webhook-delivery']?.trim().toLowerCase();
  const disable = status === 410 || wish === 'disable';
  if (status >= 200 && status < 300) return { outcome: { kind: 'succeeded' }, status, disable };
  if (wish === 'abort-message')
    return { outcome: { kind: 'cancelled' }, status, error: 'The subscriber asked to stop this delivery.' };
  if (!disable && noRetryStatuses.includes(status))
    return {
      outcome: { kind: 'rejected' },
      status,
      error: `Answered ${String(status)}, which this subscription does not try again.`,
    };
  return {
    outcome: { kind: 'failed', notBeforeMs: retryAfterMs(headers['retry-after'], nowMs) },
    status,
    error: explain(status, headers, disable),
    disable,
  };
}

function explain(status: number, headers: Readonly<Record<string, string>>, disable: boolean): string {
  if (disable)
    return `Answered ${String(status)} and asked for no more: the subscription is disabled, its events are held.`;
  if (status >= 300 && status < 400)
    return `Answered ${String(status)} to ${headers['location'] ?? 'nowhere'}: redirects are not followed, set the uri to the final address.`;
  if (status === 401 || status === 403)
    return `Answered ${String(status)}: it did not accept the signature or the credentials.`;
  return `Answered ${String(status)}, expected 2xx.`;
}
