import { statement, uuid } from '@kanca/database';

/** Removes claims: all their attempts are completed. */
export const removeClaims = statement()({
  name: 'remove-claims',
  params: { consumerIds: uuid.array, claimIds: uuid.array },
  text: `
    DELETE FROM kanca.claims k USING unnest(:consumerIds, :claimIds) AS e(consumer_id, id)
    WHERE k.consumer_id = e.consumer_id AND k.id = e.id`,
});
