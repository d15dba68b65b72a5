import type { Statement } from '@kanca/database';

/** Removes the claims `$2` of the consumers `$1`: all their attempts are settled. */
export const removeClaims: Statement = {
  name: 'remove-claims',
  text: `
    DELETE FROM kanca.claims k USING unnest($1::uuid[], $2::uuid[]) AS e(consumer_id, id)
    WHERE k.consumer_id = e.consumer_id AND k.id = e.id`,
};
