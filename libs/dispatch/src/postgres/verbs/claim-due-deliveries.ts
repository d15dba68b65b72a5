import type { Statement } from '@kanca/database';
import { runningElsewhere } from './running.js';
import { WAITING_CONSUMERS } from './waiting-consumers.js';

/**
 * Takes up to `$1` due deliveries for one worker, and clears away those of its claims that have come to their end (`$6`, `$7`).
 *
 * The plan, and why:
 * - A claim is one row for each consumer in `claims`; the deliveries themselves are not touched. What runs (`running`) is what the worker
 *   says it has in hand (`$9` to `$12`) and what others have claimed: a few hundred at most, however many wait.
 * - What was claimed under a lease that has run out (`is_leased`) is claimed by nobody else until it is settled as lost, and takes no place of its
 *   consumer's: a worker that died must not stop its consumers.
 * - `waiting` hops over the index `open_deliveries_due` from consumer to consumer, one probe each, however many deliveries
 *   each has waiting. A dead endpoint with 100,000 deliveries costs its neighbours one probe.
 * - `turn` keeps the consumers that are active, runnable here, below their cap and have something due, and orders them by when
 *   they were last served. Its row lock makes the count of running deliveries exact, and sees to it that no delivery is taken twice: of
 *   two workers that look at one consumer at once, one skips the locked row; and if the other has already committed, the row no
 *   longer equals the one in our snapshot (`seen`), so PostgreSQL's recheck drops it for this round.
 *   Whether something is due is asked with LIMIT, not EXISTS: the planner may hash an EXISTS, which reads every waiting row.
 * - `picked` gives each an equal share. First attempts come before retries, but a quarter of a share (rounded at random, so
 *   that it also holds for a share of one) is kept for retries while there are any.
 * - A consumer with a rate (its own limit, what it was seen to bear, or that of a drain: the lowest counts) takes no more than its
 *   bucket of tokens holds, which is filled by the clock and holds what a second brings. A rate that begins finds it full.
 * - A consumer that is parked takes nothing. While it is probed (`probing`) it takes one delivery, and is parked with that until somebody
 *   says what came of it, or nobody can any more.
 * - `$14` caps what runs at once for the subscriptions of one tenant. Two workers that claim at the same moment for two of its
 *   subscriptions do not see each other, so it may be exceeded until one of them ends.
 * - A claim need not be on the disk: should the server forget it, the delivery is waiting again, and of two workers that make the
 *   same attempt only one can settle it. Completions and events are always written through.
 */
export const claimDueDeliveries: Statement = {
  name: 'claim-due-deliveries',
  text: `
    WITH RECURSIVE ${WAITING_CONSUMERS},
    elsewhere AS MATERIALIZED (${runningElsewhere('$8::uuid')}
    ),
    running AS MATERIALIZED (
      SELECT * FROM unnest($9::uuid[], $10::int[]) AS here(id, number) UNION ALL SELECT id, number FROM elsewhere
    ),
    busy AS (
      SELECT consumer_id, sum(deliveries)::int AS deliveries
      FROM (SELECT * FROM unnest($11::uuid[], $12::int[]) AS here(consumer_id, deliveries)
            UNION ALL SELECT consumer_id, 1 FROM elsewhere WHERE is_leased) AS counted
      GROUP BY consumer_id
    ),
    turn AS (
      SELECT t.consumer_id, c.timeout_ms, room.free, due.retries, bucket.tokens, pace.rate,
             CASE WHEN $14::int IS NOT NULL AND c.tenant <> '*' THEN c.tenant END AS capped_tenant
      FROM waiting w
      JOIN kanca.consumers c ON c.id = w.consumer_id
      JOIN kanca.consumer_turns t ON t.consumer_id = c.id
      JOIN kanca.consumer_turns seen ON seen.consumer_id = t.consumer_id AND seen.served_at = t.served_at
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
        SELECT (SELECT true FROM kanca.open_deliveries d
                WHERE d.consumer_id = c.id AND d.lane = 0 AND d.due_at <= now()
                  AND (d.id, d.attempts + 1) NOT IN (SELECT r.id, r.number FROM running r) LIMIT 1) AS first_attempts,
               (SELECT true FROM kanca.open_deliveries d
                WHERE d.consumer_id = c.id AND d.lane = 1 AND d.due_at <= now()
                  AND (d.id, d.attempts + 1) NOT IN (SELECT r.id, r.number FROM running r) LIMIT 1) AS retries) AS due
      WHERE c.state = 'active' AND NOT (SELECT paused FROM kanca.consumer_set)
        AND (t.parked_until IS NULL OR t.parked_until <= now())
        AND ((c.kind = ANY ($2::text[]) AND NOT c.pull) OR c.id = ANY ($3::uuid[]))
        AND room.free > 0
        AND (due.first_attempts OR due.retries)
      ORDER BY t.served_at
      LIMIT $1
      FOR UPDATE OF t SKIP LOCKED
    ),
    tenants AS (
      SELECT turn.capped_tenant AS tenant, count(*)::int AS consumers,
             $14::int - coalesce((SELECT sum(b.deliveries)::int FROM busy b JOIN kanca.consumers c ON c.id = b.consumer_id
                                  WHERE c.tenant = turn.capped_tenant), 0) AS free
      FROM turn WHERE turn.capped_tenant IS NOT NULL GROUP BY turn.capped_tenant
    ),
    share AS (
      SELECT consumer_id, timeout_ms, quota, free, rate,
             CASE WHEN retries THEN least(quota, floor(quota * 0.25 + random())::int) ELSE 0 END AS for_retries
      FROM (SELECT consumer_id, timeout_ms, retries, turn.free, turn.rate,
                   least(turn.free, greatest(1, $1 / (SELECT count(*) FROM turn)::int),
                         (SELECT greatest(0, m.free / m.consumers + CASE WHEN turn.place <= m.free % m.consumers THEN 1 ELSE 0 END)
                          FROM tenants m WHERE m.tenant = turn.capped_tenant)) AS quota
            FROM (SELECT *, row_number() OVER (PARTITION BY capped_tenant) AS place FROM turn) AS turn) AS fair
    ),
    picked AS MATERIALIZED (
      SELECT share.timeout_ms, share.quota, share.free, share.rate, d.*
      FROM share CROSS JOIN LATERAL (
        SELECT * FROM (
          SELECT * FROM (
            SELECT * FROM kanca.open_deliveries d
            WHERE d.consumer_id = share.consumer_id AND d.lane = 0 AND d.due_at <= now()
              AND (d.id, d.attempts + 1) NOT IN (SELECT r.id, r.number FROM running r)
            ORDER BY d.due_at LIMIT share.quota - share.for_retries) AS first_attempts
          UNION ALL
          SELECT * FROM (
            SELECT * FROM kanca.open_deliveries d
            WHERE d.consumer_id = share.consumer_id AND d.lane = 1 AND d.due_at <= now()
              AND (d.id, d.attempts + 1) NOT IN (SELECT r.id, r.number FROM running r)
            ORDER BY d.due_at LIMIT share.quota) AS retries
        ) AS both_lanes LIMIT share.quota
      ) AS d
    ),
    served AS (
      UPDATE kanca.consumer_turns t
      SET served_at = clock_timestamp(),
          tokens = turn.tokens - (SELECT count(*) FROM picked WHERE turn.tokens IS NOT NULL AND picked.consumer_id = t.consumer_id),
          filled_at = CASE WHEN turn.tokens IS NOT NULL THEN now() END,
          parked_until = CASE WHEN t.probing AND t.consumer_id IN (SELECT picked.consumer_id FROM picked)
                              THEN now() + (turn.timeout_ms + 2000) * interval '1 millisecond' ELSE t.parked_until END
      FROM turn WHERE t.consumer_id = turn.consumer_id
    ),
    ended AS (
      DELETE FROM kanca.claims k USING unnest($6::uuid[], $7::uuid[]) AS e(consumer_id, id)
      WHERE k.consumer_id = e.consumer_id AND k.id = e.id
    ),
    claimed AS (
      INSERT INTO kanca.claims (consumer_id, id, worker, delivery_ids, numbers, lease_until)
      SELECT consumer_id, $4::uuid, $8::uuid, array_agg(id), array_agg((attempts + 1)::smallint),
             now() + least(max(timeout_ms) + $5::int, $13::int) * interval '1 millisecond'
      FROM picked
      WHERE (SELECT set_config('synchronous_commit', 'off', true)) = 'off'
      GROUP BY consumer_id
    )
    SELECT tenant, id AS delivery_id, event_id, consumer_id, attempts + 1 AS attempt, attempts_allowed,
           date_part('epoch', now() - due_at) * 1000 AS waited_ms,
           (SELECT version FROM kanca.consumer_set) AS consumer_version, quota, free AS room, rate
    FROM picked`,
};
