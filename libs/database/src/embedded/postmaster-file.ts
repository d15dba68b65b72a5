import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { whenMissing } from '../error-code.js';

/** A larger number is no process id on any system: the file is damaged. */
const LARGEST_PID = 2 ** 31 - 1;

/** What a running server writes about itself into `postmaster.pid`. */
export interface PostmasterFile {
  /** Null in a file that a crash of the machine has left empty or damaged. */
  readonly pid: number | null;
  /** Not known in the first moments of a server. */
  readonly port: number | null;
  readonly isReady: boolean;
}

/** Null when there is no such file, so no server was left running. */
export async function readPostmasterFile(cluster: string): Promise<PostmasterFile | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(whenMissing(null));
  if (text === null) return null;
  const lines = text.split('\n');
  const pid = Number.parseInt(lines[0] ?? '', 10);
  const port = Number.parseInt(lines[3] ?? '', 10);
  return {
    // A single-user backend writes its id as a negative number.
    pid: Number.isNaN(pid) || Math.abs(pid) > LARGEST_PID ? null : Math.abs(pid),
    port: Number.isNaN(port) ? null : port,
    isReady: lines[7]?.trim() === 'ready',
  };
}

/** Removes the file of a server that runs no more. The shared memory of its processes, if any, still keeps a second server out. */
export async function removePostmasterFile(cluster: string): Promise<void> {
  await rm(join(cluster, 'postmaster.pid'), { force: true });
}
