/**
 * The consumers that have a delivery open, as the recursive CTE `waiting`. It hops over the index `open_deliveries_due` from
 * consumer to consumer: one probe each, however many deliveries each has. Its last row is NULL.
 */
export const WAITING_CONSUMERS = `
    waiting AS (
      (SELECT consumer_id FROM kanca.open_deliveries ORDER BY consumer_id LIMIT 1)
      UNION ALL
      SELECT (SELECT d.consumer_id FROM kanca.open_deliveries d
              WHERE d.consumer_id > w.consumer_id ORDER BY d.consumer_id LIMIT 1)
      FROM waiting w WHERE w.consumer_id IS NOT NULL
    )`;
