import { KancaError } from '@kanca/core';

/** What to send instead of a body that is no JSON. */
export function notJson(cause?: unknown): KancaError {
  return new KancaError(
    'unsupported_media_type',
    'A body has to be JSON here: send it with "Content-Type: application/json".',
    { cause },
  );
}
