import type { Statement } from '@kanca/database';

/**
 * Gives deliveries whose worker is gone a new claim id, which fences that worker off, and a short lease in which the caller
 * settles them as lost. Walks `deliveries_running`, which holds live rows only.
 */
export const takeOverLostDeliveries: Statement = {
  name: 'take-over-lost-deliveries',
  text: `
    UPDATE kanca.deliveries d
    SET claim_id = $1::uuid, lease_until = now() + interval '30 seconds'
    WHERE d.ctid = ANY (ARRAY(
      SELECT ctid FROM kanca.deliveries WHERE state = 'running' AND lease_until < now() LIMIT $2 FOR UPDATE SKIP LOCKED))
    RETURNING d.tenant, d.id AS delivery_id, d.consumer_id, d.event_id, d.attempts, d.attempts_allowed`,
};
