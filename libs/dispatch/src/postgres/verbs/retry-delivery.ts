import type { Statement } from '@kanca/database';

/**
 * One more attempt at once, beyond the policy if need be. Not while one runs: its end would overwrite this. Not
 * without a consumer: nobody could make the attempt.
 */
export const retryDelivery: Statement = {
  name: 'retry-delivery',
  text: `
    UPDATE kanca.deliveries
    SET state = 'pending', due_at = now(), finished_at = NULL, lane = 0, attempts_allowed = attempts + 1
    WHERE id = $1 AND state <> 'running' AND EXISTS (SELECT FROM kanca.consumers c WHERE c.id = consumer_id)
    RETURNING id`,
};
