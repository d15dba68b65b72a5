import type { SqlRunner, Statement } from '@kanca/database';
import { uuidArray } from '@kanca/database';
import { firstUuidAt } from '../postgres/first-uuid-at.js';
import type { ReplayScope } from './replay-filter.js';

/** An event that passes the filter. */
export interface FoundEvent {
  readonly tenant: string;
  /** UUID. */
  readonly id: string;
  readonly provider: string | null;
  readonly source: string;
  readonly type: string;
  readonly subject: string | null;
  readonly datacontenttype: string;
  readonly data_id: string;
  readonly data_size: number;
  /** The retention has dropped its bytes. */
  readonly gone: boolean;
  /** How many events were looked at up to this one. */
  readonly place: number;
}

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

/** An event that was found, or none, with the end of the page. */
type PageRow = (FoundEvent | { readonly id: null }) & {
  /** How many events the page has, and its last one; null when enough were found before its end. */
  readonly looked: number | null;
  readonly last_id: string | null;
  readonly consumer_version: string;
};

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
  const asked = ids === null ? [] : [uuidArray(ids)];
  const { type, source, subject, since } = scope;
  const filter = [most, type, source, subject, since, until];
  const find = WAYS[wayOf(scope)];
  const rows = await sql.run<PageRow>(find, [tenant, after, before, LOOKED_AT_ONCE, ...filter, ...asked]);
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

/** The tenant after another one that has events. */
export const nextTenant: Statement = {
  name: 'replay-next-tenant',
  text: `SELECT tenant FROM kanca.events WHERE tenant > $1 ORDER BY tenant LIMIT 1`,
};

/** How a scope leads to its events. */
type Way = 'log' | 'ids' | 'dead' | 'failed';

function wayOf({ ids, state }: ReplayScope): Way {
  if (ids !== null) return 'ids';
  return state === 'dead' || state === 'failed' ? state : 'log';
}

const DEAD = `
  SELECT DISTINCT event_id AS id FROM kanca.finished_deliveries
  WHERE state = 'dead' AND tenant = $1 AND event_id > $2::uuid AND event_id < $3::uuid ORDER BY event_id LIMIT $4`;

const RETRIED = `
  SELECT DISTINCT event_id AS id FROM kanca.open_deliveries
  WHERE attempts > 0 AND tenant = $1 AND event_id > $2::uuid AND event_id < $3::uuid ORDER BY event_id LIMIT $4`;

/**
 * Ids of events in order, as SQL: of the tenant `$1`, after `$2` and before `$3`, `$4` at most. What failed leads to its events, so that
 * the rest of the log need not be looked at.
 * @param asked the parameter with the list of ids, where there is one
 */
function idsBy(way: Way, asked: string): string {
  switch (way) {
    case 'log':
      return `SELECT id FROM kanca.events WHERE tenant = $1 AND id > $2::uuid AND id < $3::uuid ORDER BY id LIMIT $4`;
    case 'ids':
      return `
        SELECT id FROM kanca.events
        WHERE tenant = $1 AND id = ANY (${asked}::uuid[]) AND id > $2::uuid AND id < $3::uuid ORDER BY id LIMIT $4`;
    case 'dead':
      return DEAD;
    case 'failed':
      return `SELECT id FROM ((${DEAD}) UNION (${RETRIED})) AS both_kinds ORDER BY id LIMIT $4`;
  }
}

/**
 * A statement for each way: it goes through a page until it has found `$5` events that match `$6` type, `$7` source, `$8` subject, and
 * `$9` and `$10`, when they were received. Each row tells where the page ends, too, which matters when it has fewer. One statement, for
 * it sees one state of the tables: an end that was read later would lie behind events that nobody has looked at.
 */
const WAYS: Readonly<Record<Way, Statement>> = {
  log: finding('log'),
  ids: finding('ids'),
  dead: finding('dead'),
  failed: finding('failed'),
};

function finding(way: Way): Statement {
  return {
    name: `replay-find-by-${way}`,
    // The page is in order before the events are looked up, and its end is asked for last: no more is read than is wanted.
    text: `
      WITH page AS MATERIALIZED (
        SELECT ids.id, row_number() OVER (ORDER BY ids.id) AS place FROM (${idsBy(way, '$11')}) AS ids
      ),
      found AS MATERIALIZED (
        SELECT p.id, p.place::int, e.provider, e.source, e.type, e.subject, e.datacontenttype, e.data_id, e.data_size,
               NOT coalesce((SELECT true FROM kanca.bodies b WHERE b.tenant = $1 AND b.id = e.data_id LIMIT 1), false) AS gone
        FROM (SELECT id, place FROM page ORDER BY id) AS p
        CROSS JOIN LATERAL (SELECT * FROM kanca.events WHERE tenant = $1 AND id = p.id LIMIT 1) AS e
        WHERE ($6::text IS NULL OR e.type ~ $6) AND ($7::text IS NULL OR e.source = $7) AND ($8::text IS NULL OR e.subject = $8)
          AND ($9::timestamptz IS NULL OR e.received_at >= $9) AND ($10::timestamptz IS NULL OR e.received_at < $10)
        ORDER BY p.id LIMIT $5
      )
      SELECT $1 AS tenant, found.*, whole.*
      FROM (
        SELECT CASE WHEN n.found < $5 THEN (SELECT count(*)::int FROM page) END AS looked,
               CASE WHEN n.found < $5 THEN (SELECT id FROM page ORDER BY place DESC LIMIT 1) END AS last_id,
               (SELECT version FROM kanca.consumer_set) AS consumer_version
        FROM (SELECT count(*) AS found FROM found) AS n) AS whole
      LEFT JOIN found ON true
      ORDER BY found.place`,
  };
}
