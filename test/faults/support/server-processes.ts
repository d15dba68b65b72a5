import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The processes of the embedded server of a data directory, its postmaster first; none when it does not run. */
export function serverProcesses(dataDir: string): readonly number[] {
  const file = join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
  if (!existsSync(file)) return [];
  const postmaster = Number.parseInt(readFileSync(file, 'utf8'), 10);
  const children = execFileSync('ps', ['-eo', 'ppid=,pid='])
    .toString()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([parent]) => parent === postmaster)
    .map(([, pid]) => pid ?? 0);
  return [postmaster, ...children];
}

/** Sends a signal to each; those that have ended in the meantime are passed over. */
export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids)
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
}
