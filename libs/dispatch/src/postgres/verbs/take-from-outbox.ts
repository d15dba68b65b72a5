import type { Statement } from '@kanca/database';

/** Up to `$1` emitted events in the order in which they were emitted, locked until the transaction ends. */
export const takeFromOutbox: Statement = {
  name: 'take-from-outbox',
  text: `
    SELECT id, key, tenant, type, encode(data, 'base64') AS data, subject, event_id, cause, cause_tenant,
           floor(extract(epoch FROM "time") * 1000)::float8 AS time_ms
    FROM kanca.outbox ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`,
};

/** Removes the events `$1`, which are in the log now. */
export const removeFromOutbox: Statement = {
  name: 'remove-from-outbox',
  text: `DELETE FROM kanca.outbox WHERE id = ANY ($1::bigint[])`,
};
