import { execFile } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { programArguments } from './built-program.js';
import { ADMIN_KEY } from './test-hub.js';

const run = promisify(execFile);

/** How a run of the command ended. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built `kanca` in a process of its own, with the admin key and `KANCA_URL`. */
export async function runKanca(url: string, ...arguments_: readonly string[]): Promise<Ran> {
  const env = { PATH: process.env['PATH'], KANCA_URL: url, KANCA_KEY: ADMIN_KEY };
  try {
    return { code: 0, ...(await run(process.execPath, programArguments('kanca', ...arguments_), { env })) };
  } catch (error) {
    const { code, stdout, stderr } = error as Ran;
    return { code, stdout, stderr };
  }
}

/** Puts a command `kanca` into a folder, for scripts whose PATH begins with that folder. */
export async function writeKancaCommand(folder: string): Promise<void> {
  const command = join(folder, 'kanca');
  const words = [process.execPath, ...programArguments('kanca')].map((word) => `'${word}'`);
  await writeFile(command, `#!/bin/sh\nexec ${words.join(' ')} "$@"\n`);
  await chmod(command, 0o755);
}
