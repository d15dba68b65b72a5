import { int, statement } from '@kanca/database';

export interface OutboxRow {
  readonly id: string;
  readonly key: string;
  readonly tenant: string;
  readonly type: string;
  /** Base64. */
  readonly data: string;
  readonly subject: string | null;
  readonly event_id: string | null;
  readonly time_ms: number;
  readonly cause: string | null;
  readonly cause_tenant: string | null;
}

/** Up to `most` emitted events in the order in which they were emitted. After `lock-outbox`, in its transaction. */
export const takeFromOutbox = statement<OutboxRow>()({
  name: 'take-from-outbox',
  params: { most: int },
  text: `
    SELECT id, key, tenant, type, encode(data, 'base64') AS data, subject, event_id, cause, cause_tenant,
           floor(extract(epoch FROM "time") * 1000)::float8 AS time_ms
    FROM kanca.outbox ORDER BY id LIMIT :most`,
});
