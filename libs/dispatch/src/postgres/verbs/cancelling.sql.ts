/**
 * The CTEs and the SELECT that cancel open deliveries: each is removed, and written down as cancelled. Returns what others may have waited
 * for (`EndedRow`). The same for one delivery, for those of a removed consumer, and for a backlog that nobody wants.
 * @param which SQL condition for the deliveries `d`
 */
export function cancelling(which: string): string {
  return `
    gone AS (
      DELETE FROM kanca.open_deliveries d WHERE ${which} RETURNING *
    ),
    cancelled AS (
      INSERT INTO kanca.finished_deliveries (tenant, id, event_id, consumer_id, state, attempts, attempts_allowed, created_at,
                                             order_key, order_place, replay_id)
      SELECT tenant, id, event_id, consumer_id, 'cancelled', attempts, attempts_allowed, created_at, order_key, order_place, replay_id
      FROM gone
    )
    SELECT consumer_id, order_key, CASE WHEN stage IS NOT NULL THEN event_id END AS chained_event_id FROM gone`;
}
