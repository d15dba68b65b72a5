import { statement, text, uuid } from '@kanca/database';

/** The data of events, in base64: a bytea comes as hex, which is half as long again. */
export const readBodies = statement<{ event_id: string; content: string }>()({
  name: 'replay-read-bodies',
  params: { tenants: text.array, eventIds: uuid.array, dataIds: uuid.array },
  text: `
    SELECT w.event_id, encode(b.content, 'base64') AS content
    FROM unnest(:tenants, :eventIds, :dataIds) AS w(tenant, event_id, data_id)
    JOIN kanca.bodies b ON b.tenant = w.tenant AND b.id = w.data_id`,
});
