import { statement, text, uuid } from '@kanca/database';
import type { AppendedRow } from './append-events.sql.js';

/**
 * Under which id each event of a batch is stored, when the answer to `append-events` never came. An event that is there under its own id
 * tells that the whole batch was committed.
 */
export const findStoredEvents = statement<AppendedRow>()({
  name: 'find-stored-events',
  params: { tenants: text.array, ids: uuid.array, dedupKeys: text.array },
  text: `
    SELECT i.id AS offered, e.id AS stored, floor(extract(epoch FROM e.received_at) * 1000)::float8 AS received_ms
    FROM unnest(:tenants, :ids, :dedupKeys) AS i(tenant, id, dedup_key)
    JOIN kanca.events e ON e.tenant = i.tenant AND e.dedup_key = decode(i.dedup_key, 'hex')`,
});
