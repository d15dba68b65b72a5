import { KancaError } from '@kanca/core';
import type { PublishedEvent, PublishReceipt } from '@kanca/dispatch';
import type { EventQueries } from '@kanca/dispatch/operator';

/**
 * An id that was another event's would be taken for a repetition, and the event lost.
 * @returns `idempotency_mismatch` for the publisher; null when the receipt is that of the event
 */
export async function mismatchOf(
  events: EventQueries,
  { id, duplicate }: PublishReceipt,
  { tenant, type }: PublishedEvent,
): Promise<KancaError | null> {
  if (!duplicate) return null;
  const first = await events.summary(id, tenant);
  if (first.type === type) return null;
  return new KancaError(
    'idempotency_mismatch',
    `The id, or Idempotency-Key, was that of ${id}, of the type ${first.type}: another event needs another one. Nothing was stored.`,
  );
}
