import { int, statement, uuid } from '@kanca/database';

/** Lets claims expire `claimMs` from now and no sooner, by the database's clock. */
export const prolongClaims = statement()({
  name: 'prolong-claims',
  params: { consumerIds: uuid.array, claimIds: uuid.array, claimMs: int },
  text: `
    UPDATE kanca.claims k SET lease_until = greatest(k.lease_until, now() + :claimMs * interval '1 millisecond')
    FROM unnest(:consumerIds, :claimIds) AS mine(consumer_id, id)
    WHERE k.consumer_id = mine.consumer_id AND k.id = mine.id`,
});
