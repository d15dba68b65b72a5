import { statement, uuid } from '@kanca/database';
import { RUNNING } from '../postgres/verbs/running.sql.js';
import type { EndedRow } from '../order/successors.js';

/** What has changed, or which delivery is under way instead. */
export type RetryRow = EndedRow & { readonly rival_id: string | null };

/**
 * One more attempt at once, beyond the policy if need be; a delivery that had ended is opened again, and its last attempt becomes an
 * earlier one. Not while an attempt runs: its end would overwrite this. Not without a consumer: nobody could make the attempt.
 * It does not expire any more: who asks for it by hand wants it late.
 * Not while others of its key or chain come first: their order is what was asked for. One that is opened again joins its key anew.
 * One that had ended stays so while its event has another delivery to its consumer under way: the only row then tells its id.
 * After `lock-replays` and `stop-claims`, in their transaction.
 */
export const retryDelivery = statement<RetryRow>()({
  name: 'retry-delivery',
  params: { id: uuid },
  text: `
    WITH hastened AS (
      UPDATE kanca.open_deliveries d SET due_at = now(), lane = 0, attempts_allowed = attempts + 1, expires_at = NULL
      WHERE d.id = :id AND NOT d.waits AND d.id NOT IN (SELECT running.id FROM (${RUNNING}) AS running)
        AND EXISTS (SELECT FROM kanca.consumers c WHERE c.id = d.consumer_id)
      RETURNING d.consumer_id, NULL::uuid AS order_key
    ),
    rival AS MATERIALIZED (
      SELECT o.id FROM (SELECT f.event_id, f.consumer_id FROM kanca.finished_deliveries f WHERE f.id = :id) AS ended
      CROSS JOIN LATERAL (
        SELECT d.id FROM kanca.open_deliveries d
        WHERE d.event_id = ended.event_id AND d.consumer_id = ended.consumer_id LIMIT 1) AS o
    ),
    taken AS (
      DELETE FROM kanca.finished_deliveries d
      WHERE d.id = :id AND (SELECT id FROM rival LIMIT 1) IS NULL AND EXISTS (SELECT FROM kanca.consumers c WHERE c.id = d.consumer_id)
      RETURNING *
    ),
    recorded AS (
      INSERT INTO kanca.earlier_attempts (tenant, id, delivery_id, consumer_id, number, outcome, stale, status, error,
                                          started_at, duration_ms, detail)
      SELECT tenant, attempt_id, id, consumer_id, attempts, outcome, false, status, error, started_at, duration_ms, detail
      FROM taken WHERE attempt_id IS NOT NULL
    ),
    reopened AS (
      INSERT INTO kanca.open_deliveries (tenant, id, event_id, consumer_id, attempts, attempts_allowed, created_at,
                                         waits, due_at, order_key, order_place, replay_id)
      SELECT tenant, id, event_id, consumer_id, attempts, attempts + 1, created_at, order_key IS NOT NULL,
             CASE WHEN order_key IS NOT NULL THEN 'infinity' ELSE now() END, order_key, order_place, replay_id
      FROM taken
      RETURNING consumer_id, order_key
    )
    SELECT *, NULL::uuid AS chained_event_id, NULL::uuid AS rival_id FROM hastened
    UNION ALL
    SELECT *, NULL, NULL FROM reopened
    UNION ALL
    SELECT NULL, NULL, NULL, id FROM rival`,
});
