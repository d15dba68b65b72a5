import { runningElsewhere } from '../running.sql.js';

/**
 * First part of a claim: which consumers may run, and how much. Reads `waiting`, writes nothing.
 * A claim costs about 1 ms, whether it takes a hundred deliveries or finds none; the parts that grow have their cost beside them.
 */

/**
 * `elsewhere`: attempts that other workers have claimed. `running`: those and what this worker has in hand, a few hundred at most, however
 * many wait. What this worker has in hand it says itself, which spares the lookup of each. Deliveries are not marked as claimed: to change
 * their rows, with all their indexes, made a delivery cost 96 µs (ADR 0016).
 */
export const RUNNING_NOW = `
    elsewhere AS MATERIALIZED (${runningElsewhere(':worker')}
    ),
    running AS MATERIALIZED (
      SELECT * FROM unnest(:hereIds, :hereNumbers) AS here(id, number) UNION ALL SELECT id, number FROM elsewhere
    )`;

/**
 * `busy`: how many attempts of each consumer run. An attempt whose claim has expired (`NOT is_current`) is claimed by nobody else until it is
 * completed as lost, but it does not count here: a worker that died must not stop its consumers.
 */
export const BUSY = `
    busy AS (
      SELECT consumer_id, sum(deliveries)::int AS deliveries
      FROM (SELECT * FROM unnest(:hereConsumerIds, :hereCounts) AS here(consumer_id, deliveries)
            UNION ALL SELECT consumer_id, 1 FROM elsewhere WHERE is_current) AS counted
      GROUP BY consumer_id
    )`;

/** SQL for the deliveries of a consumer that are due in a lane, have not expired and are not running. Lane 0 holds first attempts, lane 1 retries. */
export function dueIn(lane: 0 | 1, consumerId: string, columns: string): string {
  return `SELECT ${columns} FROM kanca.open_deliveries d
              WHERE d.consumer_id = ${consumerId} AND d.lane = ${String(lane)} AND d.due_at <= now() AND (d.expires_at IS NULL OR d.expires_at > now())
                AND (d.id, d.attempts + 1) NOT IN (SELECT r.id, r.number FROM running r)`;
}

/**
 * `eligible`: the consumers that are active, that this worker can run, that have room and something due.
 * - `rate`: the lowest of its own limit, what it was seen to bear, and that of a drain. `tokens`: its bucket, which the clock fills and which
 *   holds what a second brings. A rate that begins finds it full.
 * - `free`: how many attempts it has room for. One, while it is probed (ADR 0022). None, while it is parked.
 * - `retries`, `first_attempts`: whether something is due, with LIMIT and not EXISTS: the planner may hash an EXISTS, which reads every waiting
 *   row. That made a claim of 8 ms one of 400 ms at 20,000 events (ADR 0012).
 * - `place`: the consumers of one tenant by when they were last served.
 * Cost: two index probes for each consumer that has a delivery open, due or not. With 1,000 consumers of which each waits for one retry, a
 * claim takes 17 ms instead of 3 ms.
 */
export const ELIGIBLE = `
    eligible AS (
      SELECT c.id, c.tenant, t.served_at, t.probing, c.timeout_ms, room.free, due.retries, bucket.tokens, pace.rate,
             row_number() OVER (PARTITION BY c.tenant ORDER BY t.served_at) AS place
      FROM waiting w
      JOIN kanca.consumers c ON c.id = w.consumer_id
      JOIN kanca.consumer_turns t ON t.consumer_id = c.id
      CROSS JOIN LATERAL (SELECT least(t.drain_rate, c.rate_limit, t.learnt_rate) AS rate) AS pace
      CROSS JOIN LATERAL (
        SELECT CASE WHEN pace.rate IS NOT NULL THEN
          least(greatest(1, pace.rate),
                coalesce(t.tokens + pace.rate * date_part('epoch', now() - t.filled_at), greatest(1, pace.rate)))
        END AS tokens) AS bucket
      CROSS JOIN LATERAL (
        SELECT least(CASE WHEN t.probing THEN 1 ELSE c.concurrency END
                       - coalesce((SELECT b.deliveries FROM busy b WHERE b.consumer_id = c.id), 0),
                     floor(bucket.tokens)::int) AS free) AS room
      CROSS JOIN LATERAL (
        SELECT (${dueIn(0, 'c.id', 'true')} LIMIT 1) AS first_attempts,
               (${dueIn(1, 'c.id', 'true')} LIMIT 1) AS retries) AS due
      WHERE c.state = 'active' AND NOT (SELECT paused FROM kanca.consumer_set)
        AND (t.parked_until IS NULL OR t.parked_until <= now())
        AND ((c.kind = ANY (:kinds) AND NOT c.pull) OR c.id = ANY (:consumerIds))
        AND room.free > 0
        AND (due.first_attempts OR due.retries)
    )`;
