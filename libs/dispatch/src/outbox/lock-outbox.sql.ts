import { statement } from '@kanca/database';

/** Whether this transaction is the one that empties the outbox until it ends: two at once would store events in another order. */
export const lockOutbox = statement<{ is_mine: boolean }>()({
  name: 'lock-outbox',
  text: `SELECT pg_try_advisory_xact_lock(hashtext('kanca.outbox')) AS is_mine`,
});
