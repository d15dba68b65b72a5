import type { Statement } from '@kanca/database';
import { RUNNING } from '../postgres/verbs/running.js';

/** The consumer `$1` if its deliveries are held. It stays so until the transaction ends. Before `touch-turn`: a removal locks in this order. */
export const lockHeldConsumer: Statement = {
  name: 'lock-held-consumer',
  text: `SELECT id FROM kanca.consumers WHERE id = $1 AND state <> 'active' FOR SHARE`,
};

/**
 * The oldest of the `$3` newest deliveries that the consumer `$1` had open at `$2`; none when it had fewer: those from there on are kept.
 */
export const firstToKeep: Statement = {
  name: 'first-to-keep',
  text: `
    SELECT id FROM kanca.open_deliveries WHERE consumer_id = $1 AND created_at <= $2 ORDER BY id DESC OFFSET $3::int - 1 LIMIT 1`,
};

/**
 * Cancels up to `$4` deliveries of the consumer `$1` that were open at `$2`, those before `$3` only when it is given. A running attempt is
 * let be. Returns what others may have waited for. After `lock-held-consumer` and `touch-turn`, in their transaction.
 */
export const cancelHeld: Statement = {
  name: 'cancel-held',
  text: `
    WITH running AS MATERIALIZED (${RUNNING}),
    unwanted AS (
      SELECT ctid AS place FROM kanca.open_deliveries
      WHERE consumer_id = $1 AND created_at <= $2 AND ($3::uuid IS NULL OR id < $3) AND id NOT IN (SELECT r.id FROM running r)
      ORDER BY lane, due_at LIMIT $4 FOR UPDATE SKIP LOCKED
    ),
    gone AS (
      DELETE FROM kanca.open_deliveries d WHERE d.ctid = ANY (ARRAY(SELECT place FROM unwanted)) RETURNING *
    ),
    cancelled AS (
      INSERT INTO kanca.finished_deliveries (tenant, id, event_id, consumer_id, state, attempts, attempts_allowed, created_at,
                                             order_key, order_place, replay_id)
      SELECT tenant, id, event_id, consumer_id, 'cancelled', attempts, attempts_allowed, created_at, order_key, order_place, replay_id
      FROM gone
    )
    SELECT consumer_id, order_key, CASE WHEN stage IS NOT NULL THEN event_id END AS staged_event_id FROM gone`,
};
