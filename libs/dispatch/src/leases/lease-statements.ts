import type { Statement } from '@kanca/database';

/** What the consumer `$1` holds by the lease `$2`, unless it has lapsed. */
export const readLease: Statement = {
  name: 'read-lease',
  text: `SELECT delivery_ids, numbers FROM kanca.claims WHERE consumer_id = $1 AND id = $2 AND lease_until > now()`,
};

/** Leaves of the lease `$2` of the consumer `$1` only the deliveries `$3`: the others are waiting again at once. */
export const shrinkLease: Statement = {
  name: 'shrink-lease',
  text: `
    UPDATE kanca.claims
    SET delivery_ids = ARRAY(SELECT r.id FROM unnest(delivery_ids, numbers) WITH ORDINALITY AS r(id, number, place)
                             WHERE r.id = ANY ($3::uuid[]) ORDER BY place),
        numbers = ARRAY(SELECT r.number FROM unnest(delivery_ids, numbers) WITH ORDINALITY AS r(id, number, place)
                        WHERE r.id = ANY ($3::uuid[]) ORDER BY place)
    WHERE consumer_id = $1 AND id = $2`,
};

/** Lets the lease `$2` of the consumer `$1` end `$3` milliseconds from now, unless it has lapsed. */
export const extendLease: Statement = {
  name: 'extend-lease',
  text: `
    UPDATE kanca.claims SET lease_until = now() + $3::int * interval '1 millisecond'
    WHERE consumer_id = $1 AND id = $2 AND lease_until > now() RETURNING lease_until`,
};

/** One row when the lease `$2` of the consumer `$1` has not lapsed and holds a delivery that is not settled. */
export const findOpenInLease: Statement = {
  name: 'find-open-in-lease',
  text: `
    SELECT true FROM kanca.claims k CROSS JOIN LATERAL unnest(k.delivery_ids, k.numbers) AS r(id, number)
    CROSS JOIN LATERAL (
      SELECT true FROM kanca.open_deliveries d WHERE d.id = r.id AND d.attempts = r.number - 1 LIMIT 1) AS still_open
    WHERE k.consumer_id = $1 AND k.id = $2 AND k.lease_until > now() LIMIT 1`,
};
