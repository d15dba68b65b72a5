import type { Statement } from '@kanca/database';

/** What the consumer `$1` holds by the lease `$2`, unless it has lapsed. */
export const readLease: Statement = {
  name: 'read-lease',
  text: `SELECT delivery_ids, numbers FROM kanca.claims WHERE consumer_id = $1 AND id = $2 AND lease_until > now()`,
};

/**
 * Takes the deliveries `$3` out of the lease `$2` of the consumer `$1`, and removes a lease that holds nothing then. Those that are not
 * settled are waiting again at once, with no attempt spent.
 */
export const takeOutOfLease: Statement = {
  name: 'take-out-of-lease',
  text: `
    WITH lease AS MATERIALIZED (
      SELECT delivery_ids, numbers FROM kanca.claims WHERE consumer_id = $1 AND id = $2 FOR UPDATE
    ),
    kept AS MATERIALIZED (
      SELECT array_agg(r.id ORDER BY r.place) AS ids, array_agg(r.number ORDER BY r.place) AS numbers
      FROM lease CROSS JOIN LATERAL unnest(lease.delivery_ids, lease.numbers) WITH ORDINALITY AS r(id, number, place)
      WHERE r.id <> ALL ($3::uuid[])
    ),
    emptied AS (
      DELETE FROM kanca.claims k USING kept WHERE k.consumer_id = $1 AND k.id = $2 AND kept.ids IS NULL
    )
    UPDATE kanca.claims k SET delivery_ids = kept.ids, numbers = kept.numbers
    FROM kept WHERE k.consumer_id = $1 AND k.id = $2 AND kept.ids IS NOT NULL`,
};

/** What is needed to settle those of the deliveries `$2` of the consumer `$1` that are open. */
export const readLeased: Statement = {
  name: 'read-leased-deliveries',
  text: `
    SELECT d.id AS delivery_id, d.tenant, d.event_id, e.type, d.attempts_allowed
    FROM unnest($2::uuid[]) AS wanted(id)
    CROSS JOIN LATERAL (SELECT * FROM kanca.open_deliveries o WHERE o.id = wanted.id AND o.consumer_id = $1 LIMIT 1) AS d
    JOIN kanca.events e ON e.tenant = d.tenant AND e.id = d.event_id`,
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
