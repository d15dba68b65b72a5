import { toId } from '@kanca/core';
import type { Attempt } from '@kanca/dispatch';

/** What every line of a handler's log says of the attempt that wrote it. */
export function namesOf(attempt: Attempt): Readonly<Record<string, unknown>> {
  return {
    handler: attempt.consumer.name,
    eventId: attempt.event.id,
    eventType: attempt.event.type,
    deliveryId: toId('dlv', attempt.deliveryId),
    attempt: attempt.number,
  };
}
