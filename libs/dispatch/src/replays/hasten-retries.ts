import type { Statement } from '@kanca/database';
import { RUNNING } from '../postgres/verbs/running.js';

/**
 * Makes deliveries `$1` due now that wait for their next attempt. One that blocks its key gets one attempt more. Each is found by its
 * key and locked, and then changed by its address: else the planner may look for them among all that wait.
 * After `touch-turns`, in its transaction. Returns the ids of those that were still waiting.
 */
export const hastenRetries: Statement = {
  name: 'replay-hasten-retries',
  text: `
    WITH running AS MATERIALIZED (${RUNNING}),
    waiting AS MATERIALIZED (
      SELECT d.place
      FROM unnest($1::uuid[]) AS asked(id)
      CROSS JOIN LATERAL (
        SELECT o.ctid AS place FROM kanca.open_deliveries o
        WHERE o.id = asked.id AND o.lane = 1 AND NOT o.waits AND o.due_at > now() AND o.id NOT IN (SELECT r.id FROM running r)
        LIMIT 1 FOR UPDATE) AS d
    )
    UPDATE kanca.open_deliveries
    SET due_at = now(), attempts_allowed = CASE WHEN due_at = 'infinity' THEN attempts + 1 ELSE attempts_allowed END
    WHERE ctid = ANY (ARRAY(SELECT place FROM waiting))
    RETURNING id`,
};

/** `touch-turn` for several consumers `$1`, which are locked in one order everywhere. */
export const touchTurns: Statement = {
  name: 'touch-turns',
  text: `
    WITH locked AS (
      SELECT consumer_id FROM kanca.consumer_turns WHERE consumer_id = ANY ($1::uuid[]) ORDER BY consumer_id FOR UPDATE
    )
    UPDATE kanca.consumer_turns t SET served_at = clock_timestamp() FROM locked WHERE t.consumer_id = locked.consumer_id`,
};
