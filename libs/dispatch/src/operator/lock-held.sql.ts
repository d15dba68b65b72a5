import { int, statement, timestamptz, uuid } from '@kanca/database';
import { RUNNING } from '../postgres/verbs/running.sql.js';
import { UNWANTED } from './unwanted.sql.js';

export interface HeldRow {
  readonly tenant: string;
  readonly id: string;
}

/**
 * Locks up to `most` deliveries that are to be cancelled, the one that was waited for among them, and leaves out those that somebody is
 * changing: a later step takes these.
 */
export const lockHeld = statement<HeldRow>()({
  name: 'lock-held',
  params: { consumerId: uuid, openAt: timestamptz.orNull, before: uuid.orNull, most: int },
  text: `
    WITH running AS MATERIALIZED (${RUNNING})
    SELECT tenant, id FROM kanca.open_deliveries WHERE ${UNWANTED} ORDER BY lane, due_at LIMIT :most FOR UPDATE SKIP LOCKED`,
});
