import { createHash } from 'node:crypto';
import { textAt, valueAt } from '../kit/index.js';
import type { ReadEvent } from '../kit/index.js';

/** One change of the list that a request holds. */
export function readChange(change: unknown): ReadEvent {
  return {
    id: numberAt(change, 'eventId'),
    // HubSpot does not promise that its event ids are unique among subscriptions.
    scope: `${numberAt(change, 'subscriptionId') ?? ''} ${numberAt(change, 'occurredAt') ?? ''}`,
    type: textAt(change, 'subscriptionType'),
    data: change,
    subject: numberAt(change, 'objectId'),
    time: new Date(Number(valueAt(change, 'occurredAt'))),
  };
}

/** HubSpot's event ids are numbers. */
export function idOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE();
}

function numberAt(change: unknown, name: string): string | undefined {
  const value = valueAt(change, name);
  return typeof value === 'number' || typeof value === 'string' ? String(value) : undefined;
}
