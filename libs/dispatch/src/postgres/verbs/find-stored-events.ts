import type { Statement } from '@kanca/database';

/**
 * What became of the events `$2` of the tenants `$1` under the keys `$3`, when the answer to `append-events` never came: the id under which each is
 * stored. An event that is there under its own id tells that the whole batch was committed.
 */
export const findStoredEvents: Statement = {
  name: 'find-stored-events',
  text: `
    SELECT i.id AS offered, e.id AS stored, floor(extract(epoch FROM e.received_at) * 1000)::float8 AS received_ms
    FROM unnest($1::text[], $2::uuid[], $3::text[]) AS i(tenant, id, dedup_key)
    JOIN kanca.events e ON e.tenant = i.tenant AND e.dedup_key = decode(i.dedup_key, 'hex')`,
};
