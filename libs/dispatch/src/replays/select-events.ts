import type { SqlRunner } from '@kanca/database';
import { firstUuidAt } from '../postgres/first-uuid-at.js';
import { findEvents, findEventsById, type FoundEvent } from './find-events.sql.js';
import type { ReplayScope } from './replay-filter.js';

/** A part of the log, in its order. */
export interface EventPage {
  readonly events: readonly FoundEvent[];
  /** How many events were looked at to find them. */
  readonly examined: number;
  /** UUID of the last one that was looked at; null when there is nothing left to look at. */
  readonly next: string | null;
  /** Of the consumers, at that moment. */
  readonly consumerVersion: number;
}

const LOOKED_AT_ONCE = 5_000;
const DAY_MS = 86_400_000;
export const FIRST_UUID = '00000000-0000-0000-0000-000000000000';
const LAST_UUID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Where the look through the log begins. A day earlier than asked: ids carry the hub's clock, and events the database's. */
export function startOf({ since }: ReplayScope): string {
  return since === null ? FIRST_UUID : firstUuidAt(since.getTime() - DAY_MS);
}

/** Up to `most` events of one tenant after one of them. Bounded work, whether much matches or nothing does. */
export async function selectEvents(
  sql: SqlRunner,
  scope: ReplayScope,
  tenant: string,
  after: string,
  most: number,
): Promise<EventPage> {
  const { until, ids } = scope;
  const before = until === null ? LAST_UUID : firstUuidAt(until.getTime() + DAY_MS);
  const { type, source, subject, since } = scope;
  const asked = { tenant, after, before, looked: LOOKED_AT_ONCE, most, type, source, subject, since, until };
  const rows = await (ids === null
    ? sql.run(findEvents(scope.state), asked)
    : sql.run(findEventsById, { ...asked, ids }));
  const events = rows.filter((row) => row.id !== null);
  const consumerVersion = Number(rows[0]?.consumer_version ?? 0);
  const last = events.at(-1);
  // There may be more that matches: the next page begins behind the last that was found.
  if (last !== undefined && events.length === most)
    return { events, examined: last.place, next: last.id, consumerVersion };
  const looked = rows[0]?.looked ?? 0;
  const next = looked < LOOKED_AT_ONCE ? null : (rows[0]?.last_id ?? null);
  return { events, examined: looked, next, consumerVersion };
}
