import type { Statement } from '@kanca/database';

/**
 * The events `$2` of the tenants `$1`, with those of their bodies that are no larger than `$3` bytes.
 * Bodies as base64: a bytea comes as hex, which is half as long again and slower to read.
 */
export const readEvents: Statement = {
  name: 'read-events',
  text: `
    SELECT e.tenant, e.id AS event_id, e.provider, e.source, e.type, e.subject,
           floor(extract(epoch FROM e."time") * 1000)::float8 AS time_ms,
           floor(extract(epoch FROM e.received_at) * 1000)::float8 AS received_ms,
           e.datacontenttype, e.traceparent, e.data_id, e.data_size, e.cause_id, e.depth,
           CASE WHEN e.data_size <= $3 THEN (
             SELECT encode(b.content, 'base64') FROM kanca.bodies b WHERE b.tenant = e.tenant AND b.id = e.data_id) END AS content
    FROM unnest($1::text[], $2::uuid[]) AS wanted(tenant, id)
    JOIN kanca.events e ON e.tenant = wanted.tenant AND e.id = wanted.id`,
};
