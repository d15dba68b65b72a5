import { bigint, statement } from '@kanca/database';

/** Removes events that are in the log now. */
export const removeFromOutbox = statement()({
  name: 'remove-from-outbox',
  params: { ids: bigint.array },
  text: `DELETE FROM kanca.outbox WHERE id = ANY (:ids)`,
});
