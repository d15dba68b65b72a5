import type { Statement } from '@kanca/database';
import { RUNNING } from './running.js';
import { WAITING_CONSUMERS } from './waiting-consumers.js';

/**
 * Cancels up to `$1` waiting deliveries of each consumer that was removed: in steps, because there may be a million, and after the
 * removal, because an event that was being stored at that moment may still have been fanned out to it. Nobody claims them any more.
 */
export const cancelOrphanedDeliveries: Statement = {
  name: 'cancel-orphaned-deliveries',
  text: `
    WITH RECURSIVE ${WAITING_CONSUMERS},
    running AS MATERIALIZED (${RUNNING}),
    orphaned AS (
      SELECT d.place
      FROM waiting w
      CROSS JOIN LATERAL (
        SELECT ctid AS place FROM kanca.open_deliveries
        WHERE consumer_id = w.consumer_id AND id NOT IN (SELECT r.id FROM running r)
        ORDER BY lane, due_at LIMIT $1 FOR UPDATE SKIP LOCKED) AS d
      WHERE NOT EXISTS (SELECT FROM kanca.consumers c WHERE c.id = w.consumer_id)
    ),
    gone AS (
      DELETE FROM kanca.open_deliveries d WHERE d.ctid = ANY (ARRAY(SELECT place FROM orphaned)) RETURNING *
    ),
    cancelled AS (
      INSERT INTO kanca.finished_deliveries (tenant, id, event_id, consumer_id, state, attempts, attempts_allowed, created_at,
                                             order_key, order_place, replay_id)
      SELECT tenant, id, event_id, consumer_id, 'cancelled', attempts, attempts_allowed, created_at, order_key, order_place, replay_id
      FROM gone
    )
    SELECT consumer_id, order_key, CASE WHEN stage IS NOT NULL THEN event_id END AS staged_event_id FROM gone`,
};
