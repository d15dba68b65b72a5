import { boolean, float8, statement, uuid } from '@kanca/database';

/**
 * Lets nothing out for a while. A claim that has read the old state lets the consumer be for this round, because `served_at` changed.
 */
export const park = statement()({
  name: 'park-consumer',
  params: { consumerId: uuid, forMs: float8, isProbed: boolean },
  text: `
    UPDATE kanca.consumer_turns
    SET served_at = clock_timestamp(), parked_until = greatest(parked_until, now() + :forMs * interval '1 millisecond'), probing = probing OR :isProbed
    WHERE consumer_id = :consumerId`,
});
