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
 * - `eligible` keeps the consumers that are active, runnable here, below their cap and have something due. `place` numbers those of one
 *   tenant by when they were last served.
 *   Whether something is due is asked with LIMIT, not EXISTS: the planner may hash an EXISTS, which reads every waiting row.
 * - `turn` takes the consumers with the lowest `place` first: 300 subscriptions of one tenant do not come before the one of another.
 *   (The handlers, whose tenant is `*`, count as one tenant.) Its row lock makes the count of running deliveries exact, and sees to it
 *   that no delivery is taken twice: of two workers that look at one consumer at once, one skips the locked row; and if the other has
 *   already committed, the row no longer equals the one in our snapshot (`served_at`), so PostgreSQL's recheck drops it for this round.
 * - `bounds` says how many deliveries a tenant may be given now. With `free` slots and `held` attempts of the tenant in this worker, these
 *   are the most that leave `free - given >= (held + given) / 7`: when all endpoints of a tenant hang, one slot of eight is left for the others, and several
 *   tenants that burst at once leave a part as well. `$14` caps what runs at once for the subscriptions of one tenant. Two workers that
 *   claim at the same moment for two of its subscriptions do not see each other, so it may be exceeded until one of them ends.
 * - `fair` shares the slots out among the tenants: each gets the same, and what one has no room for goes to the others. With the tenants
 *   in order of their room, the quota is the largest that (slots - rooms before) / (tenants from here on) comes to.
 * - `share` gives each consumer of a tenant an equal part of the tenant's. First attempts come before retries, but a quarter of a share (rounded at random, so
 *   that it also holds for a share of one) is kept for retries while there are any.
 * - A consumer with a rate (its own limit, what it was seen to bear, or that of a drain: the lowest counts) takes no more than its
 *   bucket of tokens holds, which is filled by the clock and holds what a second brings. A rate that begins finds it full.
 * - A consumer that is parked takes nothing. While it is probed (`probing`) it takes one delivery, and is parked with that until somebody
 *   says what came of it, or nobody can any more.
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
    ),
    bounds AS (
      SELECT e.tenant,
             least($1::int,
                   ceil((7 * $1::int - coalesce((SELECT sum(here.deliveries)
                                                 FROM unnest($11::uuid[], $12::int[]) AS here(consumer_id, deliveries)
                                                 JOIN kanca.consumers c ON c.id = here.consumer_id
                                                 WHERE c.tenant = e.tenant), 0)) / 8.0)::int,
                   CASE WHEN $14::int IS NOT NULL AND e.tenant <> '*' THEN
                     $14::int - coalesce((SELECT sum(b.deliveries)::int FROM busy b JOIN kanca.consumers c ON c.id = b.consumer_id
                                          WHERE c.tenant = e.tenant), 0)
                   END) AS room
      FROM (SELECT DISTINCT tenant FROM eligible) AS e
    ),
    turn AS (
      SELECT e.id AS consumer_id, e.tenant, bounds.room AS bound, e.place, e.timeout_ms, e.free, e.retries, e.tokens, e.rate
      FROM eligible e
      JOIN bounds ON bounds.tenant = e.tenant AND bounds.room > 0
      JOIN kanca.consumer_turns t ON t.consumer_id = e.id AND t.served_at = e.served_at AND t.probing = e.probing
      WHERE t.parked_until IS NULL OR t.parked_until <= now()
      ORDER BY e.place, e.served_at
      LIMIT $1
      FOR UPDATE OF t SKIP LOCKED
    ),
    tenants AS (
      SELECT tenant, count(*)::int AS consumers, min(bound) AS bound, least(min(bound), sum(free)::int) AS room
      FROM turn GROUP BY tenant
    ),
    fair AS (
      SELECT greatest(1, max(($1::int - more_modest) / (count - place + 1)))::int AS quota
      FROM (SELECT coalesce(sum(room) OVER (ORDER BY room ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)::int AS more_modest,
                   row_number() OVER (ORDER BY room) AS place, count(*) OVER () AS count
            FROM tenants) AS by_room
    ),
    share AS (
      SELECT consumer_id, tenant, timeout_ms, quota, free, tokens, rate, tenant_room, is_any_left_out,
             CASE WHEN retries THEN least(quota, floor(quota * 0.25 + random())::int) ELSE 0 END AS for_retries
      FROM (SELECT turn.*, given.room AS tenant_room, given.quota < given.consumers AS is_any_left_out,
                   least(turn.free, given.quota / given.consumers
                                    + CASE WHEN turn.nth <= given.quota % given.consumers THEN 1 ELSE 0 END) AS quota
            FROM (SELECT *, row_number() OVER (PARTITION BY tenant ORDER BY place) AS nth FROM turn) AS turn
            JOIN (SELECT tenants.*, CASE WHEN room <= fair.quota THEN bound ELSE fair.quota END AS quota FROM tenants, fair) AS given
              ON given.tenant = turn.tenant) AS fairly
      WHERE quota > 0
    ),
    picked AS MATERIALIZED (
      SELECT share.timeout_ms, share.quota, share.free, share.rate, share.tenant AS owner, share.tenant_room, share.is_any_left_out, d.*
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
          tokens = share.tokens - (SELECT count(*) FROM picked WHERE share.tokens IS NOT NULL AND picked.consumer_id = t.consumer_id),
          filled_at = CASE WHEN share.tokens IS NOT NULL THEN now() END,
          parked_until = CASE WHEN t.probing AND t.consumer_id IN (SELECT picked.consumer_id FROM picked)
                              THEN now() + (share.timeout_ms + 2000) * interval '1 millisecond' ELSE t.parked_until END
      FROM share WHERE t.consumer_id = share.consumer_id
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
           (SELECT version FROM kanca.consumer_set) AS consumer_version, quota, free AS room, rate,
           owner, tenant_room, is_any_left_out
    FROM picked`,
};
