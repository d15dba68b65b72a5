import type { Statement } from '@kanca/database';

/** How deep the events `$2` of the tenants `$1` are. One that is not in the log gives no row. */
export const readCauses: Statement = {
  name: 'read-causes',
  text: `
    SELECT e.tenant, e.id AS uuid, e.depth, e.traceparent
    FROM unnest($1::text[], $2::uuid[]) AS wanted(tenant, id)
    JOIN kanca.events e ON e.tenant = wanted.tenant AND e.id = wanted.id`,
};
