import { statement, uuid } from '@kanca/database';

/** What the consumer holds by the lease, unless it has lapsed. */
export const readLease = statement<{ delivery_ids: readonly string[]; numbers: readonly number[] }>()({
  name: 'read-lease',
  params: { consumerId: uuid, leaseId: uuid },
  text: `SELECT delivery_ids, numbers FROM kanca.claims WHERE consumer_id = :consumerId AND id = :leaseId AND lease_until > now()`,
});
