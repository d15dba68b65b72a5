import type { Statement } from '@kanca/database';

/** Whether this transaction is the one that empties the outbox until it ends: two at once would store events in another order. */
export const lockOutbox: Statement = {
  name: 'lock-outbox',
  text: `SELECT pg_try_advisory_xact_lock(hashtext('kanca.outbox')) AS is_mine`,
};

/** Up to `$1` emitted events in the order in which they were emitted. After `lock-outbox`, in its transaction. */
export const takeFromOutbox: Statement = {
  name: 'take-from-outbox',
  text: `
    SELECT id, key, tenant, type, encode(data, 'base64') AS data, subject, event_id, cause, cause_tenant,
           floor(extract(epoch FROM "time") * 1000)::float8 AS time_ms
    FROM kanca.outbox ORDER BY id LIMIT $1`,
};

/** Removes the events `$1`, which are in the log now. */
export const removeFromOutbox: Statement = {
  name: 'remove-from-outbox',
  text: `DELETE FROM kanca.outbox WHERE id = ANY ($1::bigint[])`,
};
