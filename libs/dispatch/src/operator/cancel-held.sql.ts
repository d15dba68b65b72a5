import { statement, text, uuid } from '@kanca/database';
import type { EndedRow } from '../order/successors.js';
import { cancelling } from '../postgres/verbs/cancelling.sql.js';

/**
 * Cancels deliveries that are locked. A statement of its own, and by their keys: one that was given its turn while we waited has moved, and
 * only a new statement sees it where it is. Returns what others may have waited for.
 */
export const cancelHeld = statement<EndedRow>()({
  name: 'cancel-held',
  params: { tenants: text.array, ids: uuid.array },
  text: `
    WITH locked AS MATERIALIZED (
      SELECT d.place
      FROM unnest(:tenants, :ids) AS k(tenant, id)
      CROSS JOIN LATERAL (SELECT ctid AS place FROM kanca.open_deliveries o WHERE o.id = k.id AND o.tenant = k.tenant LIMIT 1) AS d
    ),${cancelling('d.ctid = ANY (ARRAY(SELECT place FROM locked))')}`,
});
