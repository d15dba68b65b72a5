import { statement, uuid } from '@kanca/database';

/**
 * Begins a change of waiting deliveries of a consumer in a transaction: claims of that consumer leave it out until the transaction ends, and
 * one that has already read the deliveries finds `served_at` changed and takes none of them.
 */
export const stopClaims = statement()({
  name: 'stop-claims',
  params: { consumerId: uuid },
  text: `UPDATE kanca.consumer_turns SET served_at = clock_timestamp() WHERE consumer_id = :consumerId`,
});
