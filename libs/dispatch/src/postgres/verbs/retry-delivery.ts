import type { Statement } from '@kanca/database';

/** One more attempt at once, beyond the policy if need be. Not while one runs: its end would overwrite this. */
export const retryDelivery: Statement = {
  name: 'retry-delivery',
  text: `
    UPDATE kanca.deliveries
    SET state = 'pending', due_at = now(), finished_at = NULL, lane = 0, attempts_allowed = attempts + 1
    WHERE id = $1 AND state <> 'running'
    RETURNING id`,
};
