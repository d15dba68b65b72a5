import { statement, uuid } from '@kanca/database';
import { RUNNING } from '../postgres/verbs/running.sql.js';
import type { EndedRow } from '../order/successors.js';
import { cancelling } from '../postgres/verbs/cancelling.sql.js';

/**
 * Ends a delivery that waits, held and blocked ones included. Returns what others may have waited for. After `stop-claims`, in its transaction.
 */
export const cancelDelivery = statement<EndedRow>()({
  name: 'cancel-delivery',
  params: { id: uuid },
  text: `
    WITH${cancelling(`d.id = :id AND d.id NOT IN (SELECT running.id FROM (${RUNNING}) AS running)`)}`,
});
