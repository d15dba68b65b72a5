import { statement } from '@kanca/database';

/** How many consumers are probed: their circuit is open. */
export const findProbed = statement<{ count: string }>()({
  name: 'count-open-circuits',
  text: `SELECT count(*) FROM kanca.consumer_turns WHERE probing`,
});
