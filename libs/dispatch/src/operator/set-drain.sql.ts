import { real, statement, timestamptz, uuid } from '@kanca/database';

/**
 * Lets what the consumer has open at that moment go out at `rate` deliveries a second, or as fast as it can when that is null. After
 * `stop-claims`, in its transaction. Returns how many deliveries that are.
 */
export const setDrain = statement<{ open: number }>()({
  name: 'set-drain',
  params: { consumerId: uuid, openAt: timestamptz.orNull, rate: real.orNull },
  text: `
    UPDATE kanca.consumer_turns t
    SET drain_rate = :rate, drain_until = CASE WHEN :rate IS NOT NULL THEN :openAt END,
        tokens = CASE WHEN :rate IS NOT NULL THEN 0 END, filled_at = CASE WHEN :rate IS NOT NULL THEN now() END
    WHERE t.consumer_id = :consumerId
    RETURNING (SELECT count(*) FROM kanca.open_deliveries d WHERE d.consumer_id = :consumerId AND d.created_at <= :openAt)::int AS open`,
});
