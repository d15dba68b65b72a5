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

/** The consumer `$1`, open at `$2`, before `$3` only when it is given, and no attempt of it runs. */
const UNWANTED = `
      consumer_id = $1 AND created_at <= $2 AND ($3::uuid IS NULL OR id < $3) AND id NOT IN (SELECT r.id FROM running r)`;

/**
 * Waits until nobody else changes the first delivery that is to be cancelled, and locks it; finds none when there is no such delivery.
 * It is the only lock on a delivery that is waited for, and the first that is taken, so there is no deadlock.
 * After `lock-held-consumer` and `touch-turn`, in their transaction, like the two below.
 */
export const awaitHeld: Statement = {
  name: 'await-held',
  text: `
    WITH running AS MATERIALIZED (${RUNNING})
    SELECT id FROM kanca.open_deliveries WHERE ${UNWANTED} ORDER BY lane, due_at LIMIT 1 FOR UPDATE`,
};

/** Locks up to `$4` of them, the one that was waited for among them, and leaves out those that somebody is changing: a later step takes these. */
export const lockHeld: Statement = {
  name: 'lock-held',
  text: `
    WITH running AS MATERIALIZED (${RUNNING})
    SELECT tenant, id FROM kanca.open_deliveries WHERE ${UNWANTED} ORDER BY lane, due_at LIMIT $4 FOR UPDATE SKIP LOCKED`,
};

/**
 * Cancels the deliveries `$2` of the tenants `$1`, which are locked. A statement of its own, and by their keys: one that was given its turn
 * while we waited has moved, and only a new statement sees it where it is. Returns what others may have waited for.
 */
export const cancelHeld: Statement = {
  name: 'cancel-held',
  text: `
    WITH locked AS MATERIALIZED (
      SELECT d.place
      FROM unnest($1::text[], $2::uuid[]) AS k(tenant, id)
      CROSS JOIN LATERAL (SELECT ctid AS place FROM kanca.open_deliveries o WHERE o.id = k.id AND o.tenant = k.tenant LIMIT 1) AS d
    ),
    gone AS (
      DELETE FROM kanca.open_deliveries d WHERE d.ctid = ANY (ARRAY(SELECT place FROM locked)) RETURNING *
    ),
    cancelled AS (
      INSERT INTO kanca.finished_deliveries (tenant, id, event_id, consumer_id, state, attempts, attempts_allowed, created_at,
                                             order_key, order_place, replay_id)
      SELECT tenant, id, event_id, consumer_id, 'cancelled', attempts, attempts_allowed, created_at, order_key, order_place, replay_id
      FROM gone
    )
    SELECT consumer_id, order_key, CASE WHEN stage IS NOT NULL THEN event_id END AS staged_event_id FROM gone`,
};
