import { statement, uuid } from '@kanca/database';

/** A consumer that keeps an order, and one key of it. UUIDs. */
export interface KeyRow {
  readonly consumer_id: string;
  readonly order_key: string;
}

/**
 * Makes the changes of one key's turn one after the other, until the transaction ends: of the given keys, and of the keys of deliveries that
 * wait for the given events. Returns all of them. Locks are taken in one order everywhere.
 */
export const lockTurns = statement<KeyRow>()({
  name: 'lock-turns',
  params: { consumerIds: uuid.array, orderKeys: uuid.array, eventIds: uuid.array },
  text: `
    SELECT consumer_id, order_key, pg_advisory_xact_lock(hashtextextended(consumer_id::text || order_key::text, 0)) IS NULL AS locked
    FROM (
      SELECT consumer_id, order_key FROM unnest(:consumerIds, :orderKeys) AS k(consumer_id, order_key)
      UNION
      SELECT o.consumer_id, o.order_key
      FROM unnest(:eventIds) AS ended(event_id)
      JOIN kanca.open_deliveries o ON o.event_id = ended.event_id AND o.waits AND o.stage IS NOT NULL
      WHERE o.order_key IS NOT NULL
      ORDER BY consumer_id, order_key) AS keys`,
});
