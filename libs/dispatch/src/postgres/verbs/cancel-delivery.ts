import type { Statement } from '@kanca/database';
import { RUNNING } from './running.js';

/** Ends a delivery that waits, held and blocked ones included. Returns what others may have waited for. After `touch-turn`, in its transaction. */
export const cancelDelivery: Statement = {
  name: 'cancel-delivery',
  text: `
    WITH gone AS (
      DELETE FROM kanca.open_deliveries
      WHERE id = $1 AND id NOT IN (SELECT running.id FROM (${RUNNING}) AS running)
      RETURNING *
    ),
    cancelled AS (
      INSERT INTO kanca.finished_deliveries (tenant, id, event_id, consumer_id, state, attempts, attempts_allowed, created_at,
                                             order_key, order_place, replay_id)
      SELECT tenant, id, event_id, consumer_id, 'cancelled', attempts, attempts_allowed, created_at, order_key, order_place, replay_id
      FROM gone
    )
    SELECT consumer_id, order_key, CASE WHEN stage IS NOT NULL THEN event_id END AS staged_event_id FROM gone`,
};
