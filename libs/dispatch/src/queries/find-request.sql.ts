import { statement, text, uuid } from '@kanca/database';

export interface RequestRow {
  readonly raw_id: string | null;
  readonly came_alone: boolean;
  readonly is_data: boolean | null;
  readonly size: number | null;
  readonly headers: string | null;
}

/** Which bytes the request of an event brought, how many, and whether they are this event's alone. */
export const findRequest = statement<RequestRow>()({
  name: 'find-request',
  params: { tenant: text, id: uuid },
  text: `
    SELECT e.raw_id, e.came_alone, e.raw_id = e.data_id AS is_data, octet_length(b.content) AS size,
           convert_from(b.headers, 'UTF8') AS headers
    FROM kanca.events e LEFT JOIN kanca.bodies b ON b.tenant = e.tenant AND b.id = e.raw_id
    WHERE e.tenant = :tenant AND e.id = :id`,
});
