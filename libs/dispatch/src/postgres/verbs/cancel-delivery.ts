import type { Statement } from '@kanca/database';

/** Ends a delivery that waits, held ones included. */
export const cancelDelivery: Statement = {
  name: 'cancel-delivery',
  text: `
    UPDATE kanca.deliveries SET state = 'cancelled', finished_at = now()
    WHERE id = $1 AND state = 'pending'
    RETURNING id`,
};
