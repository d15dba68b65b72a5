import { statement, uuid } from '@kanca/database';

/** One row when the lease has not lapsed and holds a delivery that is not completed. */
export const findOpenInLease = statement()({
  name: 'find-open-in-lease',
  params: { consumerId: uuid, leaseId: uuid },
  text: `
    SELECT true FROM kanca.claims k CROSS JOIN LATERAL unnest(k.delivery_ids, k.numbers) AS r(id, number)
    CROSS JOIN LATERAL (
      SELECT true FROM kanca.open_deliveries d WHERE d.id = r.id AND d.attempts = r.number - 1 LIMIT 1) AS still_open
    WHERE k.consumer_id = :consumerId AND k.id = :leaseId AND k.lease_until > now() LIMIT 1`,
});
