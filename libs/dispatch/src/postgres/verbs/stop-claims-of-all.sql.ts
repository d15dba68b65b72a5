import { statement, uuid } from '@kanca/database';

/** `stop-claims` for several consumers, which are locked in one order everywhere. */
export const stopClaimsOfAll = statement()({
  name: 'stop-claims-of-all',
  params: { consumerIds: uuid.array },
  text: `
    WITH locked AS (
      SELECT consumer_id FROM kanca.consumer_turns WHERE consumer_id = ANY (:consumerIds) ORDER BY consumer_id FOR UPDATE
    )
    UPDATE kanca.consumer_turns t SET served_at = clock_timestamp() FROM locked WHERE t.consumer_id = locked.consumer_id`,
});
