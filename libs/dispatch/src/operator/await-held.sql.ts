import { statement, timestamptz, uuid } from '@kanca/database';
import { RUNNING } from '../postgres/verbs/running.sql.js';
import { UNWANTED } from './unwanted.sql.js';

/**
 * Waits until nobody else changes the first delivery that is to be cancelled, and locks it; finds none when there is no such delivery.
 * It is the only lock on a delivery that is waited for, and the first that is taken, so there is no deadlock.
 * After `lock-held-consumer` and `stop-claims`, in their transaction, like `lock-held` and `cancel-held`.
 */
export const awaitHeld = statement<{ id: string }>()({
  name: 'await-held',
  params: { consumerId: uuid, openAt: timestamptz.orNull, before: uuid.orNull },
  text: `
    WITH running AS MATERIALIZED (${RUNNING})
    SELECT id FROM kanca.open_deliveries WHERE ${UNWANTED} ORDER BY lane, due_at LIMIT 1 FOR UPDATE`,
});
