import { statement, uuid } from '@kanca/database';

/**
 * Begins a change of waiting deliveries of a consumer in a transaction: claims of that consumer wait for its end, and one
 * that has already read the deliveries finds the turn changed and lets them be.
 */
export const touchTurn = statement()({
  name: 'touch-turn',
  params: { consumerId: uuid },
  text: `UPDATE kanca.consumer_turns SET served_at = clock_timestamp() WHERE consumer_id = :consumerId`,
});
