import { real, statement, uuid } from '@kanca/database';

/**
 * Halves a rate. Many answers of one moment are one sign. What was in the bucket was for a higher rate.
 * A claim that has read the old state lets the consumer be for this round, because `served_at` changed.
 */
export const slowDown = statement()({
  name: 'slow-consumer-down',
  params: { consumerId: uuid, seenRate: real, lowest: real },
  text: `
    UPDATE kanca.consumer_turns
    SET served_at = clock_timestamp(), learnt_rate = greatest(:lowest, coalesce(learnt_rate, :seenRate) / 2), learnt_at = clock_timestamp(), tokens = 0, filled_at = now()
    WHERE consumer_id = :consumerId AND coalesce(learnt_at < clock_timestamp() - interval '1 second', true)`,
});
