import { timingSafeEqual } from 'node:crypto';

/**
 * Whether two byte strings are the same, in a time that tells nothing about where they differ. Their lengths are no secret.
 * @example constantTimeEqual(hmacDigest('sha256', key, [body]), presented)
 */
export function constantTimeEqual(left: Buffer, right: Buffer): boolean {
  if (left.length === right.length) return timingSafeEqual(left, right);
  timingSafeEqual(left, left);
  return false;
}
