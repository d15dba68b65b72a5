import { readFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { errorCode } from '../error-code.js';

/** Whether the system still lists the process: a zombie has ended, and is listed until somebody takes notice. */
export function isListed(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Any other refusal means that somebody is there.
    return errorCode(error) !== 'ESRCH';
  }
}

/** The command line of a process: null when it has ended (a zombie has), `''` when the system does not tell. */
export async function commandLine(pid: number): Promise<string | null> {
  if (!isListed(pid)) return null;
  if (process.platform === 'linux') {
    const line = await readFile(`/proc/${String(pid)}/cmdline`, 'utf8').catch(() => undefined);
    if (line === undefined) return '';
    return line === '' ? null : line.replaceAll('\0', ' ').trim();
  }
  if (process.platform === 'win32') return '';
  return new Promise((resolve) => {
    execFile('ps', ['-o', 'args=', '-p', String(pid)], (_error, stdout) => {
      resolve(stdout.trim());
    });
  });
}
