import { statement, text } from '@kanca/database';
import { WORKERS } from './worker-locks.js';

/**
 * Says that the process (eight hexadecimal digits) lives: PostgreSQL lets the lock go in the moment in which its connection ends. It is shared,
 * so that a process whose old connection is dead, which the server may not know yet, can take it again on a new one.
 */
export const workerSession = statement()({
  name: 'worker-session',
  params: { process: text },
  text: `SELECT pg_advisory_lock_shared(${String(WORKERS)}, ('x' || :process)::bit(32)::int)`,
});
