import { execFile } from 'node:child_process';
import { errorCode } from '../error-code.js';
import type { ServerAccount } from './server-account.js';

/** Where and as whom a program of PostgreSQL runs. */
export interface ServerProcessOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
}

/** What PostgreSQL may see of our environment. The hub's secrets are in the rest. */
const PASSED_ON = [
  'PATH',
  'LD_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH',
  'SystemRoot',
  'TEMP',
  'TMP',
  'TMPDIR',
  'USERPROFILE',
];

/** Options for `spawn`: the account's user, English messages (we read them), and no secret in the environment. */
export function serverProcess(account: ServerAccount | null, cwd: string): ServerProcessOptions {
  const env: NodeJS.ProcessEnv = { LC_ALL: 'C', TZ: 'UTC' };
  for (const name of PASSED_ON) if (process.env[name] !== undefined) env[name] = process.env[name];
  return account === null ? { cwd, env } : { cwd, env, uid: account.uid, gid: account.gid };
}

export type ProgramResult =
  { readonly kind: 'done'; readonly output: string } | { readonly kind: 'failed'; readonly reason: string };

/** Runs a program to its end. `reason` holds what it wrote to its error output. */
export function runProgram(
  file: string,
  args: readonly string[],
  options: ServerProcessOptions & { readonly timeoutMs: number },
): Promise<ProgramResult> {
  const { timeoutMs, ...process } = options;
  return new Promise((resolve) => {
    const fail = (reason: string): void => {
      resolve({ kind: 'failed', reason });
    };
    try {
      execFile(file, args, { ...process, timeout: timeoutMs, windowsHide: true }, (error, stdout, stderr) => {
        if (error === null) resolve({ kind: 'done', output: stdout });
        else if (error.killed === true) fail(`took longer than ${String(timeoutMs)} ms`);
        else fail(stderr.trim() || error.message);
      });
    } catch (error) {
      // Node throws at once when it may not change the user: root without CAP_SETUID and CAP_SETGID.
      const mayNotChangeUser = errorCode(error) === 'EPERM' && options.uid !== undefined;
      fail(mayNotChangeUser ? 'root may not become another user here, so start the hub as one' : String(error));
    }
  });
}
