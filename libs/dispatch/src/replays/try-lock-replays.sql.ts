import { statement } from '@kanca/database';

/** `lock-replays` without waiting: `locked` tells whether nobody else has it. */
export const tryLockReplays = statement<{ locked: boolean }>()({
  name: 'try-lock-replays',
  text: `SELECT pg_try_advisory_xact_lock(hashtext('kanca.replays')) AS locked`,
});
