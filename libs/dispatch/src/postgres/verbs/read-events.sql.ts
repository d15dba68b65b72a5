import { int, statement, text, uuid } from '@kanca/database';
import type { EventRow } from '../event-row.js';

/**
 * Events, with those of their bodies that are no larger than `mostBytes`.
 * Bodies as base64: a bytea comes as hex, which is half as long again and slower to read.
 */
export const readEvents = statement<EventRow>()({
  name: 'read-events',
  params: { tenants: text.array, ids: uuid.array, mostBytes: int },
  text: `
    SELECT e.tenant, e.id AS event_id, e.provider, e.source, e.type, e.subject,
           floor(extract(epoch FROM e."time") * 1000)::float8 AS time_ms,
           floor(extract(epoch FROM e.received_at) * 1000)::float8 AS received_ms,
           e.datacontenttype, e.traceparent, e.data_id, e.data_size, e.cause_id, e.depth,
           CASE WHEN e.data_size <= :mostBytes THEN (
             SELECT encode(b.content, 'base64') FROM kanca.bodies b WHERE b.tenant = e.tenant AND b.id = e.data_id) END AS content
    FROM unnest(:tenants, :ids) AS wanted(tenant, id)
    JOIN kanca.events e ON e.tenant = wanted.tenant AND e.id = wanted.id`,
});
