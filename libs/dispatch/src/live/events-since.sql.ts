import { int, statement, text, uuid } from '@kanca/database';

export interface EventSinceRow {
  readonly id: string;
  readonly tenant: string;
  readonly provider: string | null;
  readonly source: string;
  readonly type: string;
  readonly subject: string | null;
  readonly time: Date;
  readonly received_at: Date;
}

const COLUMNS = `e.id, e.tenant, e.provider, e.source, e.type, e.subject, e."time", e.received_at`;

/** The newest events from an id on, of every tenant. */
export const eventsSince = statement<EventSinceRow>()({
  name: 'events-since',
  params: { first: uuid, limit: int },
  text: `SELECT ${COLUMNS} FROM kanca.events e WHERE e.id >= :first ORDER BY e.id DESC LIMIT :limit`,
});

/** The newest events from an id on, of one tenant. */
export const tenantEventsSince = statement<EventSinceRow>()({
  name: 'tenant-events-since',
  params: { tenant: text, first: uuid, limit: int },
  text: `
    SELECT ${COLUMNS} FROM kanca.events e WHERE e.tenant = :tenant AND e.id >= :first ORDER BY e.id DESC LIMIT :limit`,
});
