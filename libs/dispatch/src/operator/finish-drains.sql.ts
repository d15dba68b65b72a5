import { statement } from '@kanca/database';

/** A retry that is further off than this is not waited for. It is long enough for what fails for a moment. */
const SOON = `now() + interval '1 minute'`;

/** The delivery `d` is behind one of its key that is tried again much later, or that blocks the key until an operator decides. */
const ITS_KEY_STANDS_STILL = `coalesce((
          SELECT true FROM kanca.open_deliveries b
          WHERE b.consumer_id = d.consumer_id AND b.order_key = d.order_key AND NOT b.waits AND b.due_at > ${SOON} LIMIT 1), false)`;

/** The delivery `d`, or the first of its key, waits for an earlier handler that is paused, or whose retry is far off. */
const ITS_CHAIN_STANDS_STILL = `coalesce((
          SELECT true
          FROM (SELECT d.event_id, d.stage UNION ALL (
                  SELECT h.event_id, h.stage FROM kanca.open_deliveries h
                  WHERE h.consumer_id = d.consumer_id AND h.order_key = d.order_key ORDER BY h.order_place LIMIT 1)) AS first
          CROSS JOIN LATERAL (
            SELECT true FROM kanca.open_deliveries p JOIN kanca.consumers c ON c.id = p.consumer_id
            WHERE p.event_id = first.event_id AND p.stage < first.stage
              AND (c.state <> 'active' OR (NOT p.waits AND p.due_at > ${SOON})) LIMIT 1) AS earlier
          LIMIT 1), false)`;

/**
 * Ends each drain of which every delivery was tried: one that waits for its next attempt, or for something that stands still, must not
 * slow the others down for days. Asked with LIMIT: the first that is left is the last that is looked at.
 * It touches the turn, so that a claim which has already read the rate lets the consumer be for this round.
 */
export const finishDrains = statement<{ consumer_id: string }>()({
  name: 'finish-drains',
  text: `
    UPDATE kanca.consumer_turns t
    SET served_at = clock_timestamp(), drain_rate = NULL, drain_until = NULL, tokens = NULL, filled_at = NULL
    WHERE t.drain_rate IS NOT NULL AND NOT coalesce((
      SELECT true FROM kanca.open_deliveries d
      WHERE d.consumer_id = t.consumer_id AND d.lane = 0 AND d.created_at <= t.drain_until
        AND NOT (d.waits AND (${ITS_KEY_STANDS_STILL} OR ${ITS_CHAIN_STANDS_STILL}))
      LIMIT 1), false)
    RETURNING t.consumer_id`,
});
