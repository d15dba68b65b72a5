import { float8, int, statement, text, uuid } from '@kanca/database';

/**
 * Adds deliveries for events that are in the log already; the arrays have one element for each. They become due in the order in which they
 * are given. Returns the ids of those that were added: not of those whose consumer was removed meanwhile.
 */
export const addDeliveries = statement<{ id: string }>()({
  name: 'add-deliveries',
  params: {
    tenants: text.array,
    ids: uuid.array,
    eventIds: uuid.array,
    consumerIds: uuid.array,
    orderKeys: uuid.array,
    chainOrders: int.array,
    waits: int.array,
    /** Empty where none has a bound. A replayed delivery has its whole time again. */
    lifetimesMs: float8.array,
    replayId: uuid.orNull,
  },
  text: `
    INSERT INTO kanca.open_deliveries (tenant, id, event_id, consumer_id, replay_id, waits, due_at, stage, order_key, order_place,
                                       expires_at)
    SELECT tenant, id, event_id, consumer_id, :replayId, waits = 1,
           CASE WHEN waits = 1 THEN 'infinity' ELSE now() + place * interval '1 microsecond' END, stage, order_key,
           CASE WHEN order_key IS NOT NULL THEN nextval('kanca.order_places') END,
           now() + lifetime_ms * interval '1 millisecond'
    FROM (
      SELECT d.*
      FROM unnest(:tenants, :ids, :eventIds, :consumerIds, :orderKeys, :chainOrders, :waits, :lifetimesMs)
           WITH ORDINALITY AS d(tenant, id, event_id, consumer_id, order_key, stage, waits, lifetime_ms, place)
      WHERE EXISTS (SELECT FROM kanca.consumers c WHERE c.id = d.consumer_id)
      ORDER BY d.place) AS in_order
    RETURNING id`,
});
