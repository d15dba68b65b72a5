import { int, statement, uuid } from '@kanca/database';

/** Lets a lease end `leaseMs` from now, unless it has lapsed. */
export const extendLease = statement<{ lease_until: Date }>()({
  name: 'extend-lease',
  params: { consumerId: uuid, leaseId: uuid, leaseMs: int },
  text: `
    UPDATE kanca.claims SET lease_until = now() + :leaseMs * interval '1 millisecond'
    WHERE consumer_id = :consumerId AND id = :leaseId AND lease_until > now() RETURNING lease_until`,
});
