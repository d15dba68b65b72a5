import { int, statement } from '@kanca/database';
import { RUNNING } from './running.sql.js';
import { WAITING_CONSUMERS } from './waiting-consumers.sql.js';
import type { EndedRow } from '../../order/successors.js';
import { cancelling } from './cancelling.sql.js';

/**
 * Cancels up to `most` waiting deliveries of each consumer that was removed: in steps, because there may be a million, and after the
 * removal, because an event that was being stored at that moment may still have been fanned out to it. Nobody claims them any more.
 */
export const cancelOrphanedDeliveries = statement<EndedRow>()({
  name: 'cancel-orphaned-deliveries',
  params: { most: int },
  text: `
    WITH RECURSIVE ${WAITING_CONSUMERS},
    running AS MATERIALIZED (${RUNNING}),
    orphaned AS (
      SELECT d.place
      FROM waiting w
      CROSS JOIN LATERAL (
        SELECT ctid AS place FROM kanca.open_deliveries
        WHERE consumer_id = w.consumer_id AND id NOT IN (SELECT r.id FROM running r)
        ORDER BY lane, due_at LIMIT :most FOR UPDATE SKIP LOCKED) AS d
      WHERE NOT EXISTS (SELECT FROM kanca.consumers c WHERE c.id = w.consumer_id)
    ),${cancelling('d.ctid = ANY (ARRAY(SELECT place FROM orphaned))')}`,
});
