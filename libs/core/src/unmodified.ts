import { KancaError } from './kanca-error.js';

/**
 * Whether something is still as its editor saw it: the condition of `If-Match` (RFC 9110, section 13.1.1). To be asked under the lock of the change.
 * @param updatedAt when it was changed last
 * @param expected when it had been changed last, as far as the editor knows; undefined: it may be as it is
 * @returns when it is changed now: later than the last time, also within one millisecond
 * @throws KancaError `precondition_failed`
 */
export function nextVersion(updatedAt: Date, nowMs: number, expected: Date | undefined): Date {
  if (expected !== undefined && expected.getTime() !== updatedAt.getTime())
    throw new KancaError(
      'precondition_failed',
      `It was changed at ${updatedAt.toISOString()}, after you had read it: read it again, and decide what of your change still holds.`,
    );
  return new Date(Math.max(nowMs, updatedAt.getTime() + 1));
}
