import { boolean, statement, uuid } from '@kanca/database';

/**
 * Ends parking and probing. The bucket of a rate that is forgotten is emptied out with it, unless a drain or a limit goes on using it.
 * A claim that has read the old state lets the consumer be for this round, because `served_at` changed.
 */
export const letBe = statement()({
  name: 'let-consumer-be',
  params: { consumerId: uuid, forget: boolean },
  text: `
    UPDATE kanca.consumer_turns
    SET served_at = clock_timestamp(), parked_until = NULL, probing = false,
        learnt_rate = CASE WHEN NOT :forget THEN learnt_rate END, learnt_at = CASE WHEN NOT :forget THEN learnt_at END
    WHERE consumer_id = :consumerId AND (parked_until IS NOT NULL OR probing OR (:forget AND learnt_rate IS NOT NULL))`,
});
