import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { ADMIN_KEY } from './test-hub.js';

const run = promisify(execFile);
const CLI = resolve('apps/cli/dist/main.js');

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
    return { code: 0, ...(await run(process.execPath, [CLI, ...arguments_], { env })) };
  } catch (error) {
    const { code, stdout, stderr } = error as Ran;
    return { code, stdout, stderr };
  }
}
