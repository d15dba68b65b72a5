import { createHash } from 'node:crypto';
import { idAt, textAt, valueAt } from '../kit/index.js';
import type { ReadEvent } from '../kit/index.js';

/** One change of the list that a request holds. */
export function readChange(change: unknown): ReadEvent {
  return {
    id: idAt(change, 'eventId'),
    // HubSpot does not promise that its event ids are unique among subscriptions.
    scope: `${idAt(change, 'subscriptionId') ?? ''} ${idAt(change, 'occurredAt') ?? ''}`,
    type: textAt(change, 'subscriptionType'),
    data: change,
    subject: idAt(change, 'objectId'),
    time: new Date(Number(valueAt(change, 'occurredAt'))),
  };
}

/** HubSpot's event ids are numbers. */
export function idOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE();
}
