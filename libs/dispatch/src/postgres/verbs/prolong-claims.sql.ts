import { int, statement, uuid } from '@kanca/database';

/** Prolongs the leases of claims to `leaseMs` from now, by the database's clock. */
export const prolongClaims = statement()({
  name: 'prolong-claims',
  params: { consumerIds: uuid.array, claimIds: uuid.array, leaseMs: int },
  text: `
    UPDATE kanca.claims k SET lease_until = greatest(k.lease_until, now() + :leaseMs * interval '1 millisecond')
    FROM unnest(:consumerIds, :claimIds) AS mine(consumer_id, id)
    WHERE k.consumer_id = mine.consumer_id AND k.id = mine.id`,
});
