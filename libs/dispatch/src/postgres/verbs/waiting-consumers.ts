/**
 * The consumers that have something waiting, as the recursive CTE `waiting`. It hops over the index `deliveries_waiting` from
 * consumer to consumer: one probe each, however many deliveries each has waiting. Its last row is NULL.
 */
export const WAITING_CONSUMERS = `
    waiting AS (
      (SELECT consumer_id FROM kanca.deliveries WHERE state = 'pending' ORDER BY consumer_id LIMIT 1)
      UNION ALL
      SELECT (SELECT d.consumer_id FROM kanca.deliveries d
              WHERE d.state = 'pending' AND d.consumer_id > w.consumer_id ORDER BY d.consumer_id LIMIT 1)
      FROM waiting w WHERE w.consumer_id IS NOT NULL
    )`;
