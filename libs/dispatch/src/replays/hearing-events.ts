import type { ReadableEvent } from '@kanca/core';
import { readBodies } from './read-bodies.sql.js';
import type { SqlRunner } from '@kanca/database';
import { setImmediate } from 'node:timers/promises';
import { readableEvent } from '../ports/event-head.js';
import type { FannedOut } from '../log/audience.js';
import type { ConsumerSet } from '../postgres/consumer-set.js';
import type { FoundEvent } from './find-events.sql.js';

/** An event with those who hear of it now. */
export interface HeardEvent {
  readonly event: FoundEvent;
  readonly hearing: readonly FannedOut[];
}

const EVENTS_AT_ONCE = 50;
const BYTES_AT_ONCE = 16 * 1024 * 1024;
const BYTES_ALTOGETHER = 4 * BYTES_AT_ONCE;
/** About what filters look through in 10 ms. */
const BYTES_IN_ONE_TURN = 256 * 1024;
const NOTHING = Buffer.alloc(0);

/**
 * Works out who hears of the first of these events: of as many as make about `pairs` pairs, and of one at least. An event's data is
 * read only when somebody filters or orders by it, and no more of it than a step may take.
 */
export async function hearingEvents(
  sql: SqlRunner,
  events: readonly FoundEvent[],
  consumers: ConsumerSet,
  limit: { readonly consumerId: string | null; readonly pairs: number },
): Promise<readonly HeardEvent[]> {
  const heard: HeardEvent[] = [];
  let pairs = 0;
  let bytes = 0;
  for (let at = 0; at < events.length && pairs < limit.pairs && bytes < BYTES_ALTOGETHER;) {
    const chunk = firstOf(events, at);
    const toRead = chunk.filter((event) => looksInside(event, consumers));
    const data = await readData(sql, toRead);
    bytes += toRead.reduce((sum, event) => sum + event.data_size, 0);
    let sinceTurn = 0;
    for (const event of chunk) {
      const size = data.get(event.id)?.length ?? 0;
      // Others have a turn between large events: filters may look at all of an event.
      if (sinceTurn > 0 && sinceTurn + size > BYTES_IN_ONE_TURN) {
        sinceTurn = 0;
        await setImmediate();
      }
      sinceTurn += size;
      const hearing = (await audience(event, consumers, data.get(event.id) ?? NOTHING)).filter(
        ({ consumer }) => limit.consumerId === null || consumer.id === limit.consumerId,
      );
      if (pairs > 0 && pairs + hearing.length > limit.pairs) return heard;
      heard.push({ event, hearing });
      pairs += hearing.length;
    }
    at += chunk.length;
  }
  return heard;
}

/** A few events, with no more data together than may be in memory; one at least. */
function firstOf(events: readonly FoundEvent[], at: number): readonly FoundEvent[] {
  let bytes = 0;
  const few = events.slice(at, at + EVENTS_AT_ONCE);
  const end = few.findIndex((event, index) => (bytes += event.data_size) > BYTES_AT_ONCE && index > 0);
  return end < 0 ? few : few.slice(0, end);
}

async function audience(event: FoundEvent, consumers: ConsumerSet, data: Buffer): Promise<readonly FannedOut[]> {
  if (event.gone) return [];
  const read = (): ReadableEvent => readableEvent(readable(event), event.tenant, data);
  return consumers.hearing(event.tenant, event.type).of(read, data.length);
}

function looksInside(event: FoundEvent, consumers: ConsumerSet): boolean {
  return !event.gone && consumers.hearing(event.tenant, event.type).looksInside;
}

function readable(event: FoundEvent): Parameters<typeof readableEvent>[0] {
  return { ...event, subject: event.subject ?? undefined };
}

async function readData(sql: SqlRunner, events: readonly FoundEvent[]): Promise<ReadonlyMap<string, Buffer>> {
  if (events.length === 0) return new Map();
  const rows = await sql.run(readBodies, {
    tenants: events.map(({ tenant }) => tenant),
    eventIds: events.map(({ id }) => id),
    dataIds: events.map(({ data_id: dataId }) => dataId),
  });
  return new Map(rows.map(({ event_id: id, content }) => [id, Buffer.from(content, 'base64')]));
}
