import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const QUICK_START = resolve('test/runner/quick-start.mjs');
const FLAGS = [
  '--experimental-vm-modules',
  '--experimental-import-meta-resolve',
  '--disable-warning=ExperimentalWarning',
];

/** Commands of `kanca` that load the receivers; the others start without them. */
const NEED_RECEIVERS: ReadonlySet<string> = new Set(['new', 'trigger', 'verify']);

/** The built programs, as people start them. */
export const PROGRAMS = { hub: resolve('apps/hub/dist/main.js'), kanca: resolve('apps/cli/dist/main.js') } as const;

/**
 * Arguments for Node that run a built program; from its second start in a test run on in a third of the time (docs/adr/0052).
 * @example spawn(process.execPath, programArguments('kanca', 'sources', 'ls'))
 */
export function programArguments(program: keyof typeof PROGRAMS, ...arguments_: readonly string[]): string[] {
  const folder = join(tmpdir(), 'quick-start');
  mkdirSync(folder, { recursive: true });
  // What a command does without is not read for it either.
  const kept = join(folder, arguments_.some((one) => NEED_RECEIVERS.has(one)) ? `${program}-receivers` : program);
  return [...FLAGS, QUICK_START, kept, PROGRAMS[program], ...arguments_];
}
