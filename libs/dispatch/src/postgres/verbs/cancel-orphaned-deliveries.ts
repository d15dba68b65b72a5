import type { Statement } from '@kanca/database';
import { WAITING_CONSUMERS } from './waiting-consumers.js';

/**
 * Cancels up to `$1` waiting deliveries of each consumer that was removed: in steps, because there may be a million, and after the
 * removal, because an event that was being stored at that moment may still have been fanned out to it.
 */
export const cancelOrphanedDeliveries: Statement = {
  name: 'cancel-orphaned-deliveries',
  text: `
    WITH RECURSIVE ${WAITING_CONSUMERS},
    orphaned AS (
      SELECT d.place
      FROM waiting w
      CROSS JOIN LATERAL (
        SELECT ctid AS place FROM kanca.deliveries
        WHERE consumer_id = w.consumer_id AND state = 'pending' LIMIT $1 FOR UPDATE SKIP LOCKED) AS d
      WHERE NOT EXISTS (SELECT FROM kanca.consumers c WHERE c.id = w.consumer_id)
    )
    UPDATE kanca.deliveries d SET state = 'cancelled', finished_at = now()
    WHERE d.ctid = ANY (ARRAY(SELECT place FROM orphaned))
    RETURNING d.id`,
};
