import { int, statement, uuid } from '@kanca/database';
import { RUNNING } from '../postgres/verbs/running.sql.js';
import type { EndedRow } from '../order/successors.js';

/** A delivery that expired, as it is told. */
export interface ExpiredRow extends EndedRow {
  readonly tenant: string;
  readonly id: string;
  readonly event_id: string;
  readonly consumer_id: string;
  readonly attempts: number;
  readonly error: string;
  /** Null when its event is gone. */
  readonly event_type: string | null;
}

/**
 * Ends up to `most` deliveries of these consumers that have expired: they are dead letters with the outcome `expired`, and their attempts
 * stay the last that were made. A delivery expires while it waits for an attempt, its turn, an operator or its consumer, and not during an
 * attempt, which began in time. After `stop-claims-of-all`, in its transaction: no claim can take one of them meanwhile.
 */
export const expireDeliveries = statement<ExpiredRow>()({
  name: 'expire-deliveries',
  params: { consumerIds: uuid.array, most: int },
  text: `
    WITH running AS MATERIALIZED (${RUNNING}),
    expired AS MATERIALIZED (
      SELECT o.ctid AS place FROM kanca.open_deliveries o
      WHERE o.expires_at <= now() AND o.consumer_id = ANY (:consumerIds) AND o.id NOT IN (SELECT r.id FROM running r)
      ORDER BY o.expires_at LIMIT :most FOR UPDATE SKIP LOCKED
    ),
    gone AS (
      DELETE FROM kanca.open_deliveries d WHERE d.ctid = ANY (ARRAY(SELECT place FROM expired)) RETURNING *
    ),
    told AS (
      SELECT gone.*, 'It expired at ' || to_char(expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
                     || ' without having been delivered.' AS error
      FROM gone
    ),
    finished AS (
      INSERT INTO kanca.finished_deliveries (tenant, id, event_id, consumer_id, state, attempts, attempts_allowed, created_at,
                                             outcome, error, order_key, order_place, replay_id)
      SELECT tenant, id, event_id, consumer_id, 'dead', attempts, attempts_allowed, created_at,
             'expired', error, order_key, order_place, replay_id
      FROM told
    )
    SELECT t.tenant, t.id, t.event_id, t.consumer_id, t.attempts, t.error, t.order_key,
           CASE WHEN t.stage IS NOT NULL THEN t.event_id END AS chained_event_id,
           (SELECT e.type FROM kanca.events e WHERE e.tenant = t.tenant AND e.id = t.event_id) AS event_type
    FROM told t`,
});
