import type { ReadableEvent } from '@kanca/core';
import type { FannedOut } from '../log/audience.js';
import type { Arrival, NewEvent } from '../ports/arrival.js';
import { readableEvent } from '../ports/event-head.js';
import type { ConsumerSet } from './consumer-set.js';

const NOTHING = Buffer.alloc(0);

/** Who hears of an event that arrived. A promise when there is much to look through, unless that was done ahead. */
export function hearing(
  consumers: ConsumerSet,
  arrival: Arrival,
  event: NewEvent,
): readonly FannedOut[] | Promise<readonly FannedOut[]> {
  if (arrival.isUnheard === true) return [];
  const data = dataOf(arrival, event);
  const read = (): ReadableEvent => readableEvent(event, arrival.tenant, data);
  return consumers.hearing(arrival.tenant, event.type).of(read, data.length, event);
}

/** Does that ahead for what takes long, so that no commit waits for it. @returns null when nothing does */
export function lookAhead(consumers: ConsumerSet, arrival: Arrival): (() => Promise<void>) | null {
  if (arrival.isUnheard === true) return null;
  const long = arrival.events.filter((event) =>
    consumers.hearing(arrival.tenant, event.type).takesLong(dataOf(arrival, event).length),
  );
  if (long.length === 0) return null;
  return async () => {
    for (const event of long) await hearing(consumers, arrival, event);
  };
}

function dataOf(arrival: Arrival, event: NewEvent): Buffer {
  return event.data === 'raw' ? (arrival.raw?.body ?? NOTHING) : event.data;
}
