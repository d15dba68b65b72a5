import type { Statement } from '@kanca/database';

/** Which bytes the request of the event `$2` of the tenant `$1` brought, how many, and whether they are this event's alone. */
export const findRequest: Statement = {
  name: 'find-request',
  text: `
    SELECT e.raw_id, e.came_alone, e.raw_id = e.data_id AS is_data, octet_length(b.content) AS size,
           convert_from(b.headers, 'UTF8') AS headers
    FROM kanca.events e LEFT JOIN kanca.bodies b ON b.tenant = e.tenant AND b.id = e.raw_id
    WHERE e.tenant = $1 AND e.id = $2`,
};
