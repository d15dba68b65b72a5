import { int, statement, text, timestamptz, uuid } from '@kanca/database';
import type { ReplayState } from './replay-filter.js';

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

/** An event that was found, or none, with the end of the page. */
export type PageRow = (FoundEvent | { readonly id: null }) & {
  /** How many events the page has, and its last one; null when enough were found before its end. */
  readonly looked: number | null;
  readonly last_id: string | null;
  readonly consumer_version: string;
};

/** Of events of `tenant` after the id `after` and before `before`: `looked` are looked at, and `most` are found. */
const ASKED = {
  tenant: text,
  after: uuid,
  before: uuid,
  looked: int,
  most: int,
  /** A regular expression of PostgreSQL. */
  type: text.orNull,
  source: text.orNull,
  subject: text.orNull,
  /** When they were received. */
  since: timestamptz.orNull,
  until: timestamptz.orNull,
};

const DEAD = `
  SELECT DISTINCT event_id AS id FROM kanca.finished_deliveries
  WHERE state = 'dead' AND ${pageBy('event_id')} ORDER BY event_id LIMIT :looked`;

const RETRIED = `
  SELECT DISTINCT event_id AS id FROM kanca.open_deliveries
  WHERE attempts > 0 AND ${pageBy('event_id')} ORDER BY event_id LIMIT :looked`;

const findInLog = statement<PageRow>()({
  name: 'replay-find-by-log',
  params: ASKED,
  text: finding(`SELECT id FROM kanca.events WHERE ${pageBy('id')} ORDER BY id LIMIT :looked`),
});

const findDead = statement<PageRow>()({ name: 'replay-find-by-dead', params: ASKED, text: finding(DEAD) });

const findFailed = statement<PageRow>()({
  name: 'replay-find-by-failed',
  params: ASKED,
  text: finding(`SELECT id FROM ((${DEAD}) UNION (${RETRIED})) AS both_kinds ORDER BY id LIMIT :looked`),
});

/** Finds those of the events `ids`. */
export const findEventsById = statement<PageRow>()({
  name: 'replay-find-by-ids',
  params: { ...ASKED, ids: uuid.array },
  text: finding(`
        SELECT id FROM kanca.events
        WHERE ${pageBy('id')} AND id = ANY (:ids) ORDER BY id LIMIT :looked`),
});

/** The statement that finds events by this state. What failed leads to its events, so that the rest of the log need not be looked at. */
export function findEvents(state: ReplayState | null): typeof findInLog {
  if (state === 'dead') return findDead;
  return state === 'failed' ? findFailed : findInLog;
}

function pageBy(id: string): string {
  return `tenant = :tenant AND ${id} > :after AND ${id} < :before`;
}

/**
 * Goes through a page until it has found `most` events that match. Each row tells where the page ends, too, which matters when it has fewer.
 * One statement, for it sees one state of the tables: an end that was read later would lie behind events that nobody has looked at.
 * The page is in order before the events are looked up, and its end is asked for last: no more is read than is wanted.
 * @param ids SQL for the ids of the page, in order
 */
function finding(ids: string): string {
  return `
      WITH page AS MATERIALIZED (
        SELECT ids.id, row_number() OVER (ORDER BY ids.id) AS place FROM (${ids}) AS ids
      ),
      found AS MATERIALIZED (
        SELECT p.id, p.place::int, e.provider, e.source, e.type, e.subject, e.datacontenttype, e.data_id, e.data_size,
               NOT coalesce((SELECT true FROM kanca.bodies b WHERE b.tenant = :tenant AND b.id = e.data_id LIMIT 1), false) AS gone
        FROM (SELECT id, place FROM page ORDER BY id) AS p
        CROSS JOIN LATERAL (SELECT * FROM kanca.events WHERE tenant = :tenant AND id = p.id LIMIT 1) AS e
        WHERE (:type IS NULL OR e.type ~ :type) AND (:source IS NULL OR e.source = :source) AND (:subject IS NULL OR e.subject = :subject)
          AND (:since IS NULL OR e.received_at >= :since) AND (:until IS NULL OR e.received_at < :until)
        ORDER BY p.id LIMIT :most
      )
      SELECT :tenant AS tenant, found.*, whole.*
      FROM (
        SELECT CASE WHEN n.found < :most THEN (SELECT count(*)::int FROM page) END AS looked,
               CASE WHEN n.found < :most THEN (SELECT id FROM page ORDER BY place DESC LIMIT 1) END AS last_id,
               (SELECT version FROM kanca.consumer_set) AS consumer_version
        FROM (SELECT count(*) AS found FROM found) AS n) AS whole
      LEFT JOIN found ON true
      ORDER BY found.place`;
}
