import { statement, text, uuid } from '@kanca/database';
import type { Cause } from './cause.js';

/** How deep events are in their chains. One that is not in the log gives no row. */
export const readCauses = statement<Cause>()({
  name: 'read-causes',
  params: { tenants: text.array, ids: uuid.array },
  text: `
    SELECT e.tenant, e.id AS uuid, e.depth, e.traceparent
    FROM unnest(:tenants, :ids) AS wanted(tenant, id)
    JOIN kanca.events e ON e.tenant = wanted.tenant AND e.id = wanted.id`,
});
