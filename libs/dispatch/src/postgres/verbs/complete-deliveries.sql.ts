import { float8, int, statement, text, utf8, uuid } from '@kanca/database';
import type { EndedRow } from '../../order/successors.js';

/** An attempt that did not count, or a delivery that ended. */
export interface CompletionRow extends EndedRow {
  readonly attempt_id: string | null;
}

/**
 * Completes many attempts in one round trip. A delivery that has ended moves to `finished_deliveries` with its last attempt; one
 * that is tried again stays open, and its attempt goes to `earlier_attempts`.
 * An attempt is completed once: a second worker, whose claim had expired, finds that the delivery has more attempts behind it
 * or is gone, changes nothing, and its attempt is kept as stale. (But not the `lost` ones: those say only that nobody knew.)
 * Each row is found by its key and locked (`held`), and then deleted or changed by its
 * address. A row that was changed by hand at that very moment has moved from there: then nothing counts, and nothing is written twice.
 * Due times are reckoned by the database's clock. Cost: 17 to 33 µs of PostgreSQL for each attempt, at 256 at once.
 * `blocked` is an attempt that was the last, of a delivery whose key waits until an operator decides: it stays open and is never due.
 * Without a key there is nothing to block, and it is dead.
 * What is to be told of a delivery (`news`) goes to the outbox if this ends it.
 * Returns the attempts that did not count, for there is hardly ever one, and what others may have waited for.
 */
export const completeDeliveries = statement<CompletionRow>()({
  name: 'complete-deliveries',
  params: {
    tenants: text.array,
    ids: uuid.array,
    states: text.array,
    delaysMs: float8.array,
    attemptIds: uuid.array,
    consumerIds: uuid.array,
    numbers: int.array,
    outcomes: text.array,
    statuses: int.array,
    errors: text.array,
    startedMs: float8.array,
    durationsMs: int.array,
    details: utf8.array,
    news: text.array,
    newsSubjects: text.array,
    newsCauses: text.array,
  },
  text: `
    WITH input AS MATERIALIZED (
      SELECT * FROM unnest(
        :tenants, :ids, :states, :delaysMs, :attemptIds, :consumerIds, :numbers, :outcomes,
        :statuses, :errors, :startedMs, :durationsMs, :details, :news, :newsSubjects, :newsCauses
      ) AS t(tenant, id, state, delay_ms, attempt_id, consumer_id, number, outcome,
             status, error, started_ms, duration_ms, detail, news, news_subject, news_cause)
    ),
    held AS MATERIALIZED (
      SELECT i.tenant, i.id, CASE WHEN i.state = 'blocked' AND d.order_key IS NULL THEN 'dead' ELSE i.state END AS state, i.delay_ms,
             i.attempt_id, i.consumer_id, i.number, i.outcome, i.status, i.error, i.started_ms, i.duration_ms, i.detail,
             i.news, i.news_subject, i.news_cause, d.*
      FROM input i
      CROSS JOIN LATERAL (
        SELECT ctid AS place, event_id, attempts_allowed, created_at, stage, order_key, order_place, replay_id
        FROM kanca.open_deliveries o
        WHERE o.id = i.id AND o.tenant = i.tenant AND o.attempts = i.number - 1 LIMIT 1 FOR UPDATE) AS d
    ),
    closed AS (
      DELETE FROM kanca.open_deliveries WHERE ctid = ANY (ARRAY(SELECT place FROM held WHERE state NOT IN ('pending', 'blocked')))
      RETURNING id
    ),
    finished AS (
      INSERT INTO kanca.finished_deliveries (tenant, id, event_id, consumer_id, state, attempts, attempts_allowed, created_at,
                                             attempt_id, outcome, status, error, started_at, duration_ms, detail,
                                             order_key, order_place, replay_id)
      SELECT tenant, id, event_id, consumer_id, state::kanca.delivery_state, number, attempts_allowed, created_at,
             attempt_id, outcome, status, error, to_timestamp(started_ms / 1000), duration_ms, detail,
             order_key, order_place, replay_id
      FROM held WHERE id IN (SELECT id FROM closed)
    ),
    told AS (
      INSERT INTO kanca.outbox (tenant, type, data, subject, "time", cause)
      SELECT tenant, CASE WHEN state = 'dead' THEN 'kanca.delivery.dead' ELSE 'kanca.delivery.recovered' END,
             convert_to(news, 'UTF8'), news_subject, now(), news_cause
      FROM held WHERE news IS NOT NULL AND id IN (SELECT id FROM closed)
    ),
    retried AS (
      UPDATE kanca.open_deliveries d
      SET attempts = d.attempts + 1, lane = 1,
          due_at = (SELECT CASE WHEN held.state = 'blocked' THEN 'infinity' ELSE now() + held.delay_ms * interval '1 millisecond' END
                    FROM held WHERE held.id = d.id)
      WHERE ctid = ANY (ARRAY(SELECT place FROM held WHERE state IN ('pending', 'blocked')))
      RETURNING d.id
    ),
    counted AS MATERIALIZED (
      SELECT attempt_id FROM held WHERE id IN (SELECT id FROM closed) OR id IN (SELECT id FROM retried)
    ),
    recorded AS (
      INSERT INTO kanca.earlier_attempts (tenant, id, delivery_id, consumer_id, number, outcome, stale, status, error,
                                          started_at, duration_ms, detail)
      SELECT tenant, attempt_id, id, consumer_id, number, outcome, NOT is_counted, status, error,
             to_timestamp(started_ms / 1000), duration_ms, detail
      FROM (SELECT *, attempt_id IN (SELECT attempt_id FROM counted) AS is_counted FROM input) AS attempts
      WHERE CASE WHEN is_counted THEN id IN (SELECT id FROM retried) ELSE outcome <> 'lost' END
    )
    SELECT attempt_id, NULL::uuid AS consumer_id, NULL::uuid AS order_key, NULL::uuid AS chained_event_id
    FROM input WHERE attempt_id NOT IN (SELECT attempt_id FROM counted)
    UNION ALL
    SELECT NULL, consumer_id, order_key, CASE WHEN stage IS NOT NULL THEN event_id END
    FROM held WHERE (order_key IS NOT NULL OR stage IS NOT NULL) AND id IN (SELECT id FROM closed)`,
});
