import type { AttemptResult } from '@kanca/dispatch';

/** What one attempt says of the endpoint. */
export interface AttemptSign {
  readonly succeeded: boolean;
  /** The endpoint is at fault, not this one message: it cannot be reached, does not answer in time, or answers 401, 403, 404, 429 or 5xx. */
  readonly isEndpointsFault: boolean;
  /** It is called too often, or too much for it. */
  readonly isTooMuch: boolean;
  /** How long it asks to be left alone. */
  readonly retryAfterMs: number | null;
  readonly error: string | null;
}

const OF_THE_ENDPOINT: ReadonlySet<number> = new Set([401, 403, 404, 405, 407, 410, 429]);
const TOO_MUCH: ReadonlySet<number> = new Set([429, 503]);

/** @returns null when the attempt says nothing: it was stopped, asked to be, or not made */
export function signOf({ outcome, status, error, detail }: AttemptResult): AttemptSign | null {
  if (outcome.kind === 'cancelled' || outcome.kind === 'expired') return null;
  if (outcome.kind === 'succeeded')
    return { succeeded: true, isEndpointsFault: false, isTooMuch: false, retryAfterMs: null, error: null };
  const isAnswered = status !== undefined;
  return {
    succeeded: false,
    isEndpointsFault: isAnswered ? status >= 500 || OF_THE_ENDPOINT.has(status) : detail?.['failure'] !== undefined,
    isTooMuch: isAnswered ? TOO_MUCH.has(status) : detail?.['failure'] === 'timeout',
    retryAfterMs: (outcome.kind === 'failed' ? outcome.notBeforeMs : undefined) ?? null,
    error: error ?? null,
  };
}
