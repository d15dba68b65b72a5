import type { Statement } from '@kanca/database';

/**
 * Lets what the consumer `$1` has open at `$2` go out at `$3` deliveries a second, or as fast as it can when that is null. After
 * `touch-turn`, in its transaction. Returns how many deliveries that are.
 */
export const setDrain: Statement = {
  name: 'set-drain',
  text: `
    UPDATE kanca.consumer_turns t
    SET drain_rate = $3::real, drain_until = CASE WHEN $3::real IS NOT NULL THEN $2::timestamptz END,
        tokens = CASE WHEN $3::real IS NOT NULL THEN 0 END, filled_at = CASE WHEN $3::real IS NOT NULL THEN now() END
    WHERE t.consumer_id = $1
    RETURNING (SELECT count(*) FROM kanca.open_deliveries d WHERE d.consumer_id = $1 AND d.created_at <= $2)::int AS open`,
};
