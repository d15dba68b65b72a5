import { int, statement, uuid } from '@kanca/database';
import type { KeyRow } from './lock-turns.sql.js';

/**
 * Up to `most` keys after the given one that have a delivery open, by hopping over the index from key to key, and whether their turn was given
 * to nobody: to look after turns that were never given because a process died.
 */
export const openKeys = statement<KeyRow & { is_stuck: boolean }>()({
  name: 'open-keys',
  params: { consumerId: uuid, orderKey: uuid, most: int },
  text: `
    WITH RECURSIVE hop AS (
      (SELECT consumer_id, order_key FROM kanca.open_deliveries
       WHERE order_key IS NOT NULL AND (consumer_id, order_key) > (:consumerId, :orderKey)
       ORDER BY consumer_id, order_key LIMIT 1)
      UNION ALL
      SELECT next.consumer_id, next.order_key
      FROM hop CROSS JOIN LATERAL (
        SELECT o.consumer_id, o.order_key FROM kanca.open_deliveries o
        WHERE o.order_key IS NOT NULL AND (o.consumer_id, o.order_key) > (hop.consumer_id, hop.order_key)
        ORDER BY o.consumer_id, o.order_key LIMIT 1) AS next
    )
    SELECT k.consumer_id, k.order_key, NOT coalesce((
             SELECT true FROM kanca.open_deliveries r
             WHERE r.consumer_id = k.consumer_id AND r.order_key = k.order_key AND NOT r.waits LIMIT 1), false) AS is_stuck
    FROM (SELECT * FROM hop LIMIT :most) AS k`,
});
