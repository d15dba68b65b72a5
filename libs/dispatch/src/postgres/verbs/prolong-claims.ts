import type { Statement } from '@kanca/database';

/** Prolongs the leases of the claims `$2` of the consumers `$1` to `$3` milliseconds from now, by the database's clock. */
export const prolongClaims: Statement = {
  name: 'prolong-claims',
  text: `
    UPDATE kanca.claims k SET lease_until = greatest(k.lease_until, now() + $3::int * interval '1 millisecond')
    FROM unnest($1::uuid[], $2::uuid[]) AS mine(consumer_id, id)
    WHERE k.consumer_id = mine.consumer_id AND k.id = mine.id`,
};
