import { float8, statement, uuid } from '@kanca/database';
import { RUNNING } from '../postgres/verbs/running.sql.js';

/**
 * Makes deliveries due now that wait for their next attempt. One that blocks its key gets one attempt more, and each its whole time again (`lifetimesMs`). Each is found by its
 * key and locked, and then changed by its address: else the planner may look for them among all that wait.
 * After `stop-claims-of-all`, in its transaction. Returns the ids of those that were still waiting.
 */
export const hastenRetries = statement<{ id: string }>()({
  name: 'replay-hasten-retries',
  params: { ids: uuid.array, lifetimesMs: float8.array },
  text: `
    WITH running AS MATERIALIZED (${RUNNING}),
    waiting AS MATERIALIZED (
      SELECT d.place, asked.lifetime_ms
      FROM unnest(:ids, :lifetimesMs) AS asked(id, lifetime_ms)
      CROSS JOIN LATERAL (
        SELECT o.ctid AS place FROM kanca.open_deliveries o
        WHERE o.id = asked.id AND o.lane = 1 AND NOT o.waits AND o.due_at > now() AND o.id NOT IN (SELECT r.id FROM running r)
        LIMIT 1 FOR UPDATE) AS d
    )
    UPDATE kanca.open_deliveries d
    SET due_at = now(), attempts_allowed = CASE WHEN due_at = 'infinity' THEN attempts + 1 ELSE attempts_allowed END,
        expires_at = (SELECT now() + w.lifetime_ms * interval '1 millisecond' FROM waiting w WHERE w.place = d.ctid)
    WHERE ctid = ANY (ARRAY(SELECT place FROM waiting))
    RETURNING id`,
});
