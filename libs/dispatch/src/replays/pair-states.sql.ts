import { boolean, statement, uuid } from '@kanca/database';

/** What is known of one event and one consumer that hears of it. */
export interface PairState {
  /** UUID of a delivery that is under way; null when none is. */
  readonly open_id: string | null;
  /** It waits for its next attempt, which is not due yet. */
  readonly open_waits_for_retry: boolean | null;
  /** How the last delivery of the pair ended; null when none has. */
  readonly last: 'delivered' | 'dead' | 'cancelled' | null;
  readonly was_delivered: boolean | null;
}

/**
 * The state of pairs of an event and a consumer. Deliveries are younger than their event, so the ids before `firstIds` need not be looked at, nor
 * the days they lie in. `withLast`: whether it matters how the last one ended, `withDelivered`: whether any was delivered.
 */
export const pairStates = statement<PairState>()({
  name: 'replay-pair-states',
  params: {
    eventIds: uuid.array,
    consumerIds: uuid.array,
    firstIds: uuid.array,
    withLast: boolean,
    withDelivered: boolean,
  },
  text: `
    SELECT o.id AS open_id, o.waits_for_retry AS open_waits_for_retry,
           CASE WHEN :withLast THEN (
             SELECT f.state FROM kanca.finished_deliveries f
             WHERE f.event_id = p.event_id AND f.consumer_id = p.consumer_id AND f.id >= p.first_id
             ORDER BY f.finished_at DESC, f.id DESC LIMIT 1) END AS last,
           CASE WHEN :withDelivered THEN (
             SELECT true FROM kanca.finished_deliveries f
             WHERE f.event_id = p.event_id AND f.consumer_id = p.consumer_id AND f.id >= p.first_id AND f.state = 'delivered'
             LIMIT 1) END AS was_delivered
    FROM unnest(:eventIds, :consumerIds, :firstIds) WITH ORDINALITY AS p(event_id, consumer_id, first_id, place)
    LEFT JOIN LATERAL (
      SELECT d.id, d.lane = 1 AND NOT d.waits AND d.due_at > now() AS waits_for_retry
      FROM kanca.open_deliveries d WHERE d.event_id = p.event_id AND d.consumer_id = p.consumer_id LIMIT 1) AS o ON true
    ORDER BY p.place`,
});
