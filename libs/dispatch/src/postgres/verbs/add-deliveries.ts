import type { Statement } from '@kanca/database';

/**
 * Adds deliveries `$2` of the tenants `$1` for events `$3` that are in the log already, to the consumers `$4`, with their order keys `$5`,
 * stages `$6` and whether they wait `$7`; made by the replay `$8`, if any. They become due in the order in which they are given.
 * Returns the ids of those that were added: not of those whose consumer was removed meanwhile.
 */
export const addDeliveries: Statement = {
  name: 'add-deliveries',
  text: `
    INSERT INTO kanca.open_deliveries (tenant, id, event_id, consumer_id, replay_id, waits, due_at, stage, order_key, order_place)
    SELECT tenant, id, event_id, consumer_id, $8::uuid, waits = 1,
           CASE WHEN waits = 1 THEN 'infinity' ELSE now() + place * interval '1 microsecond' END, stage, order_key,
           CASE WHEN order_key IS NOT NULL THEN nextval('kanca.order_places') END
    FROM (
      SELECT d.*
      FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::int[], $7::int[])
           WITH ORDINALITY AS d(tenant, id, event_id, consumer_id, order_key, stage, waits, place)
      WHERE EXISTS (SELECT FROM kanca.consumers c WHERE c.id = d.consumer_id)
      ORDER BY d.place) AS in_order
    RETURNING id`,
};
