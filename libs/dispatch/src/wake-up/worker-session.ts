import type { Statement } from '@kanca/database';

/** The first half of the locks that stand for processes; nobody else takes one of it. */
export const WORKERS = 0x6b616e63;

/** The second half, from the name of a worker `k.worker`: its last eight digits, the same for all names of one process. */
export const PROCESS_OF_WORKER = `('x' || right(k.worker::text, 8))::bit(32)`;

/**
 * Says that the process `$1` (eight hexadecimal digits) lives: PostgreSQL lets the lock go in the moment in which its connection ends. It is shared,
 * so that a process whose old connection is dead, which the server may not know yet, can take it again on a new one.
 */
export const workerSession: Statement = {
  name: 'worker-session',
  text: `SELECT pg_advisory_lock_shared(${String(WORKERS)}, ('x' || $1)::bit(32)::int)`,
};
