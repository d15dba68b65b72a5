import { statement, uuid } from '@kanca/database';

/**
 * Takes deliveries out of a lease, and removes a lease that holds nothing then. Those that are not completed are waiting again at once, with no
 * attempt spent.
 */
export const takeOutOfLease = statement()({
  name: 'take-out-of-lease',
  params: { consumerId: uuid, leaseId: uuid, deliveryIds: uuid.array },
  text: `
    WITH lease AS MATERIALIZED (
      SELECT delivery_ids, numbers FROM kanca.claims WHERE consumer_id = :consumerId AND id = :leaseId FOR UPDATE
    ),
    kept AS MATERIALIZED (
      SELECT array_agg(r.id ORDER BY r.place) AS ids, array_agg(r.number ORDER BY r.place) AS numbers
      FROM lease CROSS JOIN LATERAL unnest(lease.delivery_ids, lease.numbers) WITH ORDINALITY AS r(id, number, place)
      WHERE r.id <> ALL (:deliveryIds)
    ),
    emptied AS (
      DELETE FROM kanca.claims k USING kept WHERE k.consumer_id = :consumerId AND k.id = :leaseId AND kept.ids IS NULL
    )
    UPDATE kanca.claims k SET delivery_ids = kept.ids, numbers = kept.numbers
    FROM kept WHERE k.consumer_id = :consumerId AND k.id = :leaseId AND kept.ids IS NOT NULL`,
});
