import type { Statement } from '@kanca/database';

/** Each of them touches the turn (`served_at`), so that a claim which has read the old state lets the consumer be for this round. */
const TOUCH = `served_at = clock_timestamp()`;

export const park: Statement = {
  name: 'park-consumer',
  text: `
    UPDATE kanca.consumer_turns
    SET ${TOUCH}, parked_until = greatest(parked_until, now() + $2::float8 * interval '1 millisecond'), probing = probing OR $3::boolean
    WHERE consumer_id = $1`,
};

/** The bucket of a rate that is forgotten is emptied out with it, unless a drain or a limit goes on using it. */
export const letBe: Statement = {
  name: 'let-consumer-be',
  text: `
    UPDATE kanca.consumer_turns
    SET ${TOUCH}, parked_until = NULL, probing = false,
        learnt_rate = CASE WHEN NOT $2::boolean THEN learnt_rate END, learnt_at = CASE WHEN NOT $2::boolean THEN learnt_at END
    WHERE consumer_id = $1 AND (parked_until IS NOT NULL OR probing OR ($2::boolean AND learnt_rate IS NOT NULL))`,
};

/** Many answers of one moment are one sign. What was in the bucket was for a higher rate. */
export const slowDown: Statement = {
  name: 'slow-consumer-down',
  text: `
    UPDATE kanca.consumer_turns
    SET ${TOUCH}, learnt_rate = greatest($3::real, coalesce(learnt_rate, $2::real) / 2), learnt_at = clock_timestamp(), tokens = 0, filled_at = now()
    WHERE consumer_id = $1 AND coalesce(learnt_at < clock_timestamp() - interval '1 second', true)`,
};

export const quicken: Statement = {
  name: 'quicken-consumers',
  text: `
    UPDATE kanca.consumer_turns
    SET learnt_rate = CASE WHEN learnt_rate * 1.1 + 1 < $2::real THEN learnt_rate * 1.1 + 1 END, learnt_at = clock_timestamp()
    WHERE consumer_id = ANY ($1::uuid[]) AND learnt_rate IS NOT NULL AND learnt_at < clock_timestamp() - interval '1 second'`,
};

export const readThrottles: Statement = {
  name: 'read-throttles',
  text: `
    SELECT consumer_id, CASE WHEN parked_until > now() THEN parked_until END AS parked_until, probing, learnt_rate
    FROM kanca.consumer_turns
    WHERE ($1::uuid[] IS NULL OR consumer_id = ANY ($1::uuid[])) AND (parked_until > now() OR probing OR learnt_rate IS NOT NULL)`,
};

export const findProbed: Statement = {
  name: 'count-open-circuits',
  text: `SELECT count(*) FROM kanca.consumer_turns WHERE probing`,
};
