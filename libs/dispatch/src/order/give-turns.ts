import type { Statement } from '@kanca/database';

/**
 * Makes the changes of one key's turn one after the other, until the transaction ends: the keys `$2` of the consumers `$1`, and the keys
 * of deliveries that wait for the events `$3`. Returns all of them. Locks are taken in one order everywhere.
 */
export const lockTurns: Statement = {
  name: 'lock-turns',
  text: `
    SELECT consumer_id, order_key, pg_advisory_xact_lock(hashtextextended(consumer_id::text || order_key::text, 0)) IS NULL AS locked
    FROM (
      SELECT consumer_id, order_key FROM unnest($1::uuid[], $2::uuid[]) AS k(consumer_id, order_key)
      UNION
      SELECT o.consumer_id, o.order_key
      FROM unnest($3::uuid[]) AS ended(event_id)
      JOIN kanca.open_deliveries o ON o.event_id = ended.event_id AND o.waits AND o.stage IS NOT NULL
      WHERE o.order_key IS NOT NULL
      ORDER BY consumer_id, order_key) AS keys`,
};

/**
 * Gives the turn to the first delivery of each of the keys `$2` of the consumers `$1`, and to what waits for the events `$3`, unless
 * something still comes first: another delivery of the key whose turn it is (or that is blocked), or a handler of a lower stage.
 * What waits is changed by nobody else but by ending it, so its address holds.
 * After `lock-turns`, in its transaction and as a statement of its own, so that it sees what the holders of the locks before it did.
 */
export const giveTurns: Statement = {
  name: 'give-turns',
  text: `
    WITH heads AS (
      SELECT head.place, head.event_id, head.stage
      FROM unnest($1::uuid[], $2::uuid[]) AS k(consumer_id, order_key)
      CROSS JOIN LATERAL (
        SELECT ctid AS place, event_id, stage, waits FROM kanca.open_deliveries o
        WHERE o.consumer_id = k.consumer_id AND o.order_key = k.order_key ORDER BY o.order_place LIMIT 1) AS head
      WHERE head.waits AND NOT coalesce((
        SELECT true FROM kanca.open_deliveries r
        WHERE r.consumer_id = k.consumer_id AND r.order_key = k.order_key AND NOT r.waits LIMIT 1), false)
    ),
    followers AS (
      SELECT o.place, o.event_id, o.stage
      FROM unnest($3::uuid[]) AS ended(event_id)
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
};

/**
 * Up to `$3` keys after (`$1`, `$2`) that have a delivery open, by hopping over the index from key to key, and whether their turn was given
 * to nobody: to look after turns that were never given because a process died.
 */
export const openKeys: Statement = {
  name: 'open-keys',
  text: `
    WITH RECURSIVE hop AS (
      (SELECT consumer_id, order_key FROM kanca.open_deliveries
       WHERE order_key IS NOT NULL AND (consumer_id, order_key) > ($1::uuid, $2::uuid)
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
    FROM (SELECT * FROM hop LIMIT $3) AS k`,
};

/**
 * The events of the next `$2` deliveries that wait for handlers of a lower stage, after the event `$1`: how many of the deliveries are its
 * own, and whether one of them waits for nobody any more. WITH TIES, so that an event is looked at as a whole.
 */
export const stagedEvents: Statement = {
  name: 'staged-events',
  text: `
    SELECT w.event_id, count(*)::int AS waiting, bool_or(NOT coalesce((
             SELECT true FROM kanca.open_deliveries p WHERE p.event_id = w.event_id AND p.stage < w.stage LIMIT 1), false)) AS is_stuck
    FROM (
      SELECT event_id, stage FROM kanca.open_deliveries
      WHERE waits AND stage IS NOT NULL AND event_id > $1::uuid ORDER BY event_id FETCH FIRST ($2::int) ROWS WITH TIES) AS w
    GROUP BY w.event_id ORDER BY w.event_id`,
};
