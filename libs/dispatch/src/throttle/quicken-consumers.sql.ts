import { real, statement, uuid } from '@kanca/database';

/** Raises learnt rates by a tenth and one, and forgets those above the highest that matters. */
export const quicken = statement()({
  name: 'quicken-consumers',
  params: { consumerIds: uuid.array, highest: real },
  text: `
    UPDATE kanca.consumer_turns
    SET learnt_rate = CASE WHEN learnt_rate * 1.1 + 1 < :highest THEN learnt_rate * 1.1 + 1 END, learnt_at = clock_timestamp()
    WHERE consumer_id = ANY (:consumerIds) AND learnt_rate IS NOT NULL AND learnt_at < clock_timestamp() - interval '1 second'`,
});
