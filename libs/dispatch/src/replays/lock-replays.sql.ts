import { statement } from '@kanca/database';

/**
 * Lets one step of any replay, or one retry by hand, write at a time: two that look at the same pair at the same moment would both
 * find that it has no delivery under way. Whoever waits for this does so with a connection: see `ReplayLock`.
 */
export const lockReplays = statement()({
  name: 'lock-replays',
  text: `SELECT pg_advisory_xact_lock(hashtext('kanca.replays')) IS NULL AS locked`,
});
