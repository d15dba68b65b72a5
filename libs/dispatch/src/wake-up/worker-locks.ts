/** The first half of the locks that stand for processes; nobody else takes one of it. */
export const WORKERS = 0x6b616e63;

/** The second half, from the name of a worker `k.worker`: its last eight digits, the same for all names of one process. */
export const PROCESS_OF_WORKER = `('x' || right(k.worker::text, 8))::bit(32)`;
