import type { Statement } from '@kanca/database';
import { WAITING_CONSUMERS } from './waiting-consumers.js';

/**
 * Takes up to `$1` due deliveries for one worker.
 *
 * The plan, and why:
 * - `waiting` hops over the index `deliveries_waiting` from consumer to consumer, one probe each, however many deliveries
 *   each has waiting. A dead endpoint with 100,000 deliveries costs its neighbours one probe.
 * - `turn` keeps the consumers that are active, runnable here, below their cap and have something due, and orders them by when
 *   they were last served. Its row lock makes the count of running deliveries exact: of two workers that look at one consumer
 *   at once, one skips the locked row; and if the other has already committed, the row no longer equals the one in our
 *   snapshot (`seen`), so PostgreSQL's recheck drops it for this round.
 *   Whether something is due is asked with LIMIT, not EXISTS: the planner may hash an EXISTS, which reads every waiting row.
 * - `picked` gives each an equal share. First attempts come before retries, but a quarter of a share (rounded at random, so
 *   that it also holds for a share of one) is kept for retries while there are any.
 * - `place` is the row's own address: it was locked a moment ago, so it cannot have moved.
 * - A claim need not be on the disk: should the server forget it, the delivery is waiting again and the worker's claim id has
 *   become stale, which is what a lost lease looks like too. Completions and events are always written through.
 */
export const claimDueDeliveries: Statement = {
  name: 'claim-due-deliveries',
  text: `
    WITH RECURSIVE ${WAITING_CONSUMERS},
    turn AS (
      SELECT t.consumer_id, c.timeout_ms, room.free, due.retries
      FROM waiting w
      JOIN kanca.consumers c ON c.id = w.consumer_id
      JOIN kanca.consumer_turns t ON t.consumer_id = c.id
      JOIN kanca.consumer_turns seen ON seen.consumer_id = t.consumer_id AND seen.served_at = t.served_at
      CROSS JOIN LATERAL (
        SELECT c.concurrency - count(*)::int AS free FROM kanca.deliveries r
        WHERE r.consumer_id = c.id AND r.state = 'running') AS room
      CROSS JOIN LATERAL (
        SELECT (SELECT true FROM kanca.deliveries d WHERE d.consumer_id = c.id AND d.state = 'pending'
                                                      AND d.lane = 0 AND d.due_at <= now() LIMIT 1) AS first_attempts,
               (SELECT true FROM kanca.deliveries d WHERE d.consumer_id = c.id AND d.state = 'pending'
                                                      AND d.lane = 1 AND d.due_at <= now() LIMIT 1) AS retries) AS due
      WHERE c.state = 'active'
        AND (c.kind = ANY ($2::text[]) OR c.id = ANY ($3::uuid[]))
        AND room.free > 0
        AND (due.first_attempts OR due.retries)
      ORDER BY t.served_at
      LIMIT $1
      FOR UPDATE OF t SKIP LOCKED
    ),
    share AS (
      SELECT consumer_id, timeout_ms, quota,
             CASE WHEN retries THEN least(quota, floor(quota * 0.25 + random())::int) ELSE 0 END AS for_retries
      FROM (SELECT consumer_id, timeout_ms, retries,
                   least(free, greatest(1, $1 / (SELECT count(*) FROM turn)::int)) AS quota
            FROM turn) AS fair
    ),
    picked AS (
      SELECT d.place
      FROM share CROSS JOIN LATERAL (
        SELECT * FROM (
          SELECT * FROM (
            SELECT ctid AS place FROM kanca.deliveries
            WHERE consumer_id = share.consumer_id AND state = 'pending' AND lane = 0 AND due_at <= now()
            ORDER BY due_at LIMIT share.quota - share.for_retries FOR UPDATE SKIP LOCKED) AS first_attempts
          UNION ALL
          SELECT * FROM (
            SELECT ctid AS place FROM kanca.deliveries
            WHERE consumer_id = share.consumer_id AND state = 'pending' AND lane = 1 AND due_at <= now()
            ORDER BY due_at LIMIT share.quota FOR UPDATE SKIP LOCKED) AS retries
        ) AS both_lanes LIMIT share.quota
      ) AS d
    ),
    served AS (
      UPDATE kanca.consumer_turns t SET served_at = clock_timestamp() FROM turn WHERE t.consumer_id = turn.consumer_id
    ),
    claimed AS (
      UPDATE kanca.deliveries d
      SET state = 'running', claim_id = $4::uuid, attempts = d.attempts + 1,
          lease_until = now() + ((SELECT timeout_ms FROM share WHERE share.consumer_id = d.consumer_id) + $5::int)
                                * interval '1 millisecond'
      WHERE d.ctid = ANY (ARRAY(SELECT place FROM picked))
        AND (SELECT set_config('synchronous_commit', 'off', true)) = 'off'
      RETURNING d.tenant, d.id, d.event_id, d.consumer_id, d.attempts, d.attempts_allowed,
                date_part('epoch', now() - d.due_at) * 1000 AS waited_ms
    )
    SELECT claimed.tenant, claimed.id AS delivery_id, claimed.consumer_id, claimed.attempts, claimed.attempts_allowed,
           claimed.waited_ms, e.id AS event_id, e.provider, e.source, e.type, e.subject,
           floor(extract(epoch FROM e."time") * 1000)::float8 AS time_ms,
           floor(extract(epoch FROM e.received_at) * 1000)::float8 AS received_ms,
           e.datacontenttype, e.traceparent, e.data_id, e.data_size,
           (SELECT version FROM kanca.consumer_set) AS consumer_version
    FROM claimed
    JOIN kanca.events e ON e.tenant = claimed.tenant AND e.id = claimed.event_id`,
};
