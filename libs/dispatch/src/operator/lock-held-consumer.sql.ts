import { statement, uuid } from '@kanca/database';

/**
 * The consumer if its deliveries are held. It stays so until the transaction ends. Before `stop-claims`: a removal locks in this order.
 */
export const lockHeldConsumer = statement<{ id: string }>()({
  name: 'lock-held-consumer',
  params: { consumerId: uuid },
  text: `SELECT id FROM kanca.consumers WHERE id = :consumerId AND state <> 'active' FOR SHARE`,
});
