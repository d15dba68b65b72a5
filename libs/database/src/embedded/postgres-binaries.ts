import { mkdir, readdir, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { KancaError } from '@kanca/core';
import type { Randomness } from '@kanca/core';
import { whenMissing } from '../error-code.js';
import { copyBinaries, packagedBinaries } from './packaged-binaries.js';
import type { PackagedBinaries } from './packaged-binaries.js';
import type { ServerAccount } from './server-account.js';
import { runProgram, serverProcess } from './server-process.js';

/** PostgreSQL programs that were tried and run on this machine, as the account that will run them. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  /** `18.4`. */
  readonly version: string;
  readonly major: number;
}

export interface FindBinariesOptions {
  readonly account: ServerAccount | null;
  /** Where the packaged binaries may be copied to: `<copies>/<version>`. */
  readonly copies: string;
  /** The major version that made the cluster; null when there is no cluster yet. */
  readonly major: number | null;
  readonly randomness: Randomness;
  /** The installed package. For tests. */
  readonly packaged?: PackagedBinaries | null;
  /** Root's place for copies. For tests. */
  readonly machineCache?: string;
  /** Folders of the system that may hold PostgreSQL. For tests. */
  readonly systemFolders?: readonly string[];
}

/** What the SQL of Kanca needs. */
const OLDEST_MAJOR = 15;

/**
 * A cache of the machine, for root only: the one place that `nobody` can reach when the checkout and the data are both inside a
 * folder closed to others, such as `/root`. The binaries may live there because they can be copied again; data may not.
 */
const MACHINE_CACHE = '/var/cache/kanca/postgres-bin';

/**
 * The first PostgreSQL that runs: the npm package in place, a copy of it, then what the machine has.
 * @throws KancaError `unavailable` that lists what was tried and why it does not do
 */
export async function findBinaries(options: FindBinariesOptions): Promise<PostgresBinaries> {
  const refusals: string[] = [];
  for await (const { folder, problem } of candidates(options)) {
    const result = problem ?? (await tryBinaries(folder, options));
    if (typeof result !== 'string') return result;
    refusals.push(`${folder}: ${result}`);
  }
  const tried = refusals.length === 0 ? 'There is none on this machine.' : `Tried:\n  ${refusals.join('\n  ')}`;
  const wanted = options.major === null ? 'PostgreSQL' : `PostgreSQL ${String(options.major)}, which made the data,`;
  throw new KancaError(
    'unavailable',
    `No ${wanted} can be run here. ${tried}\n` +
      'Set DATABASE_URL to a PostgreSQL server, or install the optional dependencies (npm ci --include=optional), ' +
      'or install PostgreSQL with the package manager of the system.',
  );
}

interface Candidate {
  readonly folder: string;
  /** Why it could not even be tried. */
  readonly problem?: string;
}

async function* candidates(options: FindBinariesOptions): AsyncGenerator<Candidate> {
  const packaged = options.packaged === undefined ? await packagedBinaries() : options.packaged;
  if (packaged !== null) {
    yield { folder: join(packaged.native, 'bin') };
    const isRootOnLinux = options.account !== null && process.platform === 'linux';
    const places = isRootOnLinux ? [options.machineCache ?? MACHINE_CACHE, options.copies] : [options.copies];
    for (const copies of places) yield await copied(packaged, copies, options.randomness);
  }
  for (const folder of options.systemFolders ?? (await systemFolders())) yield { folder };
}

async function copied(
  { native, version }: PackagedBinaries,
  copies: string,
  randomness: Randomness,
): Promise<Candidate> {
  const target = join(copies, version);
  const folder = join(target, 'bin');
  try {
    await mkdir(copies, { recursive: true, mode: 0o755 });
    const owner = (await stat(copies)).uid;
    // Whoever owns the folder decides what runs on our data.
    const isOurs = process.geteuid === undefined || owner === process.geteuid();
    if (!isOurs) return { folder, problem: `${copies} belongs to user ${String(owner)}` };
    if ((await stat(target).catch(whenMissing(null))) === null) await copyBinaries(native, target, randomness);
    return { folder };
  } catch (error) {
    return { folder, problem: `cannot be copied there: ${String(error)}` };
  }
}

async function systemFolders(): Promise<string[]> {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const versions = await readdir('/usr/lib/postgresql').catch(() => []);
  const packages = versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join('/usr/lib/postgresql', version, 'bin'));
  const exists = await Promise.all([...onPath, ...packages].map((folder) => holdsPostgres(folder)));
  return [...onPath, ...packages].filter((_, index) => exists[index]);
}

async function holdsPostgres(folder: string): Promise<boolean> {
  const found = await Promise.all(['postgres', 'initdb'].map((name) => stat(program(folder, name)).catch(() => null)));
  return found.every((file) => file !== null);
}

/**
 * Running them is the only test that sees everything: a folder that the account cannot enter, a library that is missing,
 * a mount without execution, a C library of another kind.
 */
async function tryBinaries(folder: string, options: FindBinariesOptions): Promise<PostgresBinaries | string> {
  const [postgres, initdb, pgCtl] = [program(folder, 'postgres'), program(folder, 'initdb'), program(folder, 'pg_ctl')];
  const runAs = { ...serverProcess(options.account, '/'), timeoutMs: 10_000 };
  const results = await Promise.all([postgres, initdb].map((file) => runProgram(file, ['--version'], runAs)));
  const versions: string[] = [];
  for (const result of results) {
    if (result.kind === 'failed') return result.reason;
    versions.push(/\(PostgreSQL\) (\d+(?:\.\d+)?)/.exec(result.output)?.[1] ?? '');
  }
  const [version = ''] = versions;
  const major = Number.parseInt(version, 10);
  if (Number.isNaN(major)) return 'does not tell its version';
  if (major < OLDEST_MAJOR) return `is version ${version}, and ${String(OLDEST_MAJOR)} or later is needed`;
  if (options.major !== null && major !== options.major) return `is version ${version}`;
  return { postgres, initdb, pgCtl, version, major };
}

function program(folder: string, name: string): string {
  return join(folder, process.platform === 'win32' ? `${name}.exe` : name);
}
