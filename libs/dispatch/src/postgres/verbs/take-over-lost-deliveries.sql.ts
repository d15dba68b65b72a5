import { int, statement } from '@kanca/database';

/** Without a delivery when the claim held none any more. */
export interface LostRow {
  readonly tenant: string;
  readonly delivery_id: string | null;
  readonly consumer_id: string;
  readonly attempt: number;
  readonly attempts_allowed: number | null;
  readonly event_id: string;
  /** Null when its event is gone. */
  readonly event_type: string | null;
  readonly consumer_version: string;
}

/**
 * Up to `most` claims whose worker is gone: those with nothing left to complete are removed, the others are prolonged for the caller for a
 * while, and their deliveries returned, so that it completes them as lost. A worker that turns up after all finds its attempts completed.
 * A claim with nothing left comes as a row without a delivery, which tells that there may be more.
 */
export const takeOverLostDeliveries = statement<LostRow>()({
  name: 'take-over-lost-deliveries',
  params: { most: int },
  text: `
    WITH expired AS MATERIALIZED (
      SELECT consumer_id, id, delivery_ids, numbers FROM kanca.claims
      WHERE lease_until < now() ORDER BY lease_until LIMIT :most FOR UPDATE SKIP LOCKED
    ),
    lost AS MATERIALIZED (
      SELECT e.consumer_id, e.id AS claim_id, d.tenant, d.id AS delivery_id, d.attempts + 1 AS attempt, d.attempts_allowed,
             d.event_id, (SELECT v.type FROM kanca.events v WHERE v.tenant = d.tenant AND v.id = d.event_id) AS event_type
      FROM expired e
      CROSS JOIN LATERAL unnest(e.delivery_ids, e.numbers) AS r(id, number)
      CROSS JOIN LATERAL (
        SELECT * FROM kanca.open_deliveries o WHERE o.id = r.id AND o.attempts = r.number - 1 LIMIT 1) AS d
    ),
    prolonged AS (
      UPDATE kanca.claims k SET lease_until = now() + interval '30 seconds'
      FROM (SELECT DISTINCT consumer_id, claim_id FROM lost) AS l
      WHERE k.consumer_id = l.consumer_id AND k.id = l.claim_id
    ),
    empty AS (
      DELETE FROM kanca.claims k USING expired e
      WHERE k.consumer_id = e.consumer_id AND k.id = e.id
        AND (e.consumer_id, e.id) NOT IN (SELECT consumer_id, claim_id FROM lost)
    )
    SELECT lost.tenant, lost.delivery_id, lost.consumer_id, lost.attempt, lost.attempts_allowed, lost.event_id, lost.event_type,
           (SELECT version FROM kanca.consumer_set) AS consumer_version
    FROM expired LEFT JOIN lost ON lost.consumer_id = expired.consumer_id AND lost.claim_id = expired.id`,
});
