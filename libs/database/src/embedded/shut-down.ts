import { KancaError } from '@kanca/core';
import type { Observer } from '@kanca/core';
import type { PostgresBinaries } from './postgres-binaries.js';
import { errorCode } from '../error-code.js';
import { runProgram, serverProcess } from './server-process.js';
import { waitFor } from '../wait-for.js';

interface Step {
  readonly signal: 'INT' | 'QUIT' | 'KILL';
  readonly patienceMs: number;
}

/** Fast shutdown first; then one that leaves the clean-up to the next start; SIGKILL only to a server that hears nothing. */
const STEPS: readonly Step[] = [
  { signal: 'INT', patienceMs: 10_000 },
  { signal: 'QUIT', patienceMs: 5_000 },
  { signal: 'KILL', patienceMs: 5_000 },
];

export interface ShutDownOptions {
  readonly pid: number;
  readonly hasEnded: () => boolean | Promise<boolean>;
  readonly binaries: PostgresBinaries;
  readonly observer: Observer;
}

/**
 * Stops a server and waits until it has gone. What is committed is kept in every case.
 * @throws KancaError `unavailable` when it cannot be stopped
 */
export async function shutDown({ pid, hasEnded, binaries, observer }: ShutDownOptions): Promise<void> {
  for (const { signal, patienceMs } of STEPS) {
    await send(signal, pid, binaries);
    if (await waitFor(hasEnded, { timeoutMs: patienceMs, everyMs: 10 })) return;
    observer.faulted(
      'stopping the embedded PostgreSQL',
      new Error(`PostgreSQL (process ${String(pid)}) has not ended ${String(patienceMs / 1000)} s after SIG${signal}`),
    );
  }
  throw new KancaError('unavailable', `PostgreSQL (process ${String(pid)}) cannot be stopped: stop it by hand.`);
}

async function send(signal: Step['signal'], pid: number, binaries: PostgresBinaries): Promise<void> {
  if (process.platform === 'win32') {
    // Windows has no signals: PostgreSQL listens on a pipe for them, and pg_ctl knows it.
    await runProgram(binaries.pgCtl, ['kill', signal, String(pid)], { ...serverProcess(null, '/'), timeoutMs: 5_000 });
    return;
  }
  try {
    process.kill(pid, `SIG${signal}`);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}
