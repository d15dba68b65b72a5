import { statement, uuid } from '@kanca/database';

/**
 * Gives the turn to the first delivery of each of the keys, and to what waits for the events, unless something still comes first: another
 * delivery of the key whose turn it is (or that is blocked), or a handler of a lower order.
 * What waits is changed by nobody else but by ending it, so its address holds.
 * After `lock-turns`, in its transaction and as a statement of its own, so that it sees what the holders of the locks before it did.
 */
export const giveTurns = statement<{ id: string }>()({
  name: 'give-turns',
  params: { consumerIds: uuid.array, orderKeys: uuid.array, eventIds: uuid.array },
  text: `
    WITH heads AS (
      SELECT head.place, head.event_id, head.stage
      FROM unnest(:consumerIds, :orderKeys) AS k(consumer_id, order_key)
      CROSS JOIN LATERAL (
        SELECT ctid AS place, event_id, stage, waits FROM kanca.open_deliveries o
        WHERE o.consumer_id = k.consumer_id AND o.order_key = k.order_key ORDER BY o.order_place LIMIT 1) AS head
      WHERE head.waits AND NOT coalesce((
        SELECT true FROM kanca.open_deliveries r
        WHERE r.consumer_id = k.consumer_id AND r.order_key = k.order_key AND NOT r.waits LIMIT 1), false)
    ),
    followers AS (
      SELECT o.place, o.event_id, o.stage
      FROM unnest(:eventIds) AS ended(event_id)
      CROSS JOIN LATERAL (
        SELECT ctid AS place, event_id, stage FROM kanca.open_deliveries o
        WHERE o.event_id = ended.event_id AND o.waits AND o.stage IS NOT NULL AND o.order_key IS NULL) AS o
    ),
    next AS (
      SELECT n.place FROM (SELECT * FROM heads UNION ALL SELECT * FROM followers) AS n
      WHERE n.stage IS NULL OR NOT coalesce((
        SELECT true FROM kanca.open_deliveries p WHERE p.event_id = n.event_id AND p.stage < n.stage LIMIT 1), false)
    )
    UPDATE kanca.open_deliveries d SET waits = false, due_at = now()
    WHERE d.ctid = ANY (ARRAY(SELECT place FROM next)) AND d.waits
    RETURNING d.id`,
});
