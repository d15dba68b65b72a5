import type { Statement } from '@kanca/database';
import { RUNNING } from './running.js';

/** Ends a delivery that waits, held ones included. After `touch-turn`, in its transaction. */
export const cancelDelivery: Statement = {
  name: 'cancel-delivery',
  text: `
    WITH gone AS (
      DELETE FROM kanca.open_deliveries
      WHERE id = $1 AND id NOT IN (SELECT running.id FROM (${RUNNING}) AS running)
      RETURNING *
    )
    INSERT INTO kanca.finished_deliveries (tenant, id, event_id, consumer_id, state, attempts, attempts_allowed, created_at)
    SELECT tenant, id, event_id, consumer_id, 'cancelled', attempts, attempts_allowed, created_at FROM gone
    RETURNING id`,
};
