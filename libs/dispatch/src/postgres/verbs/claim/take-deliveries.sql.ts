import { dueIn } from './runnable-consumers.sql.js';

/** Third part of a claim: due deliveries are picked by their index, and the claim is written down. */

/** `picked`: of each consumer its share, the oldest due first; first attempts leave `for_retries` places. Cost: 27 to 43 µs a delivery. */
export const PICKED = `
    picked AS MATERIALIZED (
      SELECT share.timeout_ms, share.quota, share.free, share.rate, share.tenant AS owner, share.tenant_room, share.is_any_left_out, d.*
      FROM share CROSS JOIN LATERAL (
        SELECT * FROM (
          SELECT * FROM (
            ${dueIn(0, 'share.consumer_id', '*')}
              ORDER BY d.due_at LIMIT share.quota - share.for_retries) AS first_attempts
          UNION ALL
          SELECT * FROM (
            ${dueIn(1, 'share.consumer_id', '*')}
              ORDER BY d.due_at LIMIT share.quota) AS retries
        ) AS both_lanes LIMIT share.quota
      ) AS d
    )`;

/**
 * `served`: the consumer has been served now, and its bucket holds fewer tokens. One that is probed is parked with the delivery that it got,
 * until somebody says what came of it, or nobody can any more (its timeout and 2 s).
 */
export const SERVED = `
    served AS (
      UPDATE kanca.consumer_turns t
      SET served_at = clock_timestamp(),
          tokens = share.tokens - (SELECT count(*) FROM picked WHERE share.tokens IS NOT NULL AND picked.consumer_id = t.consumer_id),
          filled_at = CASE WHEN share.tokens IS NOT NULL THEN now() END,
          parked_until = CASE WHEN t.probing AND t.consumer_id IN (SELECT picked.consumer_id FROM picked)
                              THEN now() + (share.timeout_ms + 2000) * interval '1 millisecond' ELSE t.parked_until END
      FROM share WHERE t.consumer_id = share.consumer_id
    )`;

/** `ended`: clears away the claims of this worker of which every attempt is completed. Here, because that spares a round trip. */
export const ENDED = `
    ended AS (
      DELETE FROM kanca.claims k USING unnest(:endedConsumerIds, :endedClaimIds) AS e(consumer_id, id)
      WHERE k.consumer_id = e.consumer_id AND k.id = e.id
    )`;

/**
 * `claimed`: one row for each consumer, with the deliveries it got. It need not be on the disk (`synchronous_commit`): should the server
 * forget it, the delivery is waiting again, and of two workers that make the same attempt only one can complete it.
 */
export const CLAIMED = `
    claimed AS (
      INSERT INTO kanca.claims (consumer_id, id, worker, delivery_ids, numbers, lease_until)
      SELECT consumer_id, :claimId, :worker, array_agg(id), array_agg((attempts + 1)::smallint),
             now() + least(max(timeout_ms) + :claimMarginMs, :maxClaimMs) * interval '1 millisecond'
      FROM picked
      WHERE (SELECT set_config('synchronous_commit', 'off', true)) = 'off'
      GROUP BY consumer_id
    )`;
