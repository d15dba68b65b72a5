import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { KancaError } from '@kanca/core';
import type { Randomness } from '@kanca/core';
import { whenMissing } from '../error-code.js';
import { flush } from '../flush.js';
import type { PostgresBinaries } from './postgres-binaries.js';
import { giveTo } from './server-account.js';
import type { ServerAccount } from './server-account.js';
import { runProgram, serverProcess } from './server-process.js';

/** The one user and the one database of the embedded server. */
export const DATABASE_USER = 'kanca';

const INITDB_TIMEOUT_MS = 180_000;

/**
 * What the server is told as its data directory; it must be started in that directory.
 *
 * A hub that runs as root starts the server as `nobody`, who often cannot get to the data: the home of root is closed. Opening
 * such folders is not ours to do, and data does not belong among temporary files. So the hub, still root, enters the cluster
 * first (spawn changes directory before it changes the user), and the server names it `/proc/self/cwd`: a link that the kernel
 * follows straight to the directory, without walking the path and its permissions. Every process of the server
 * stays in that directory, so the name holds for all of them. A plain `.` does not do: PostgreSQL makes it absolute.
 * (PostgreSQL 15 returns to its directory by the whole path, and so still needs one that `nobody` can walk.)
 */
export function clusterArgument(cluster: string, account: ServerAccount | null): string {
  return account !== null && process.platform === 'linux' ? '/proc/self/cwd' : cluster;
}

/**
 * The major version of PostgreSQL that made the cluster; null when there is none.
 * @throws KancaError `conflict` when something else is where the cluster should be
 */
export async function majorOf(home: string): Promise<number | null> {
  const entries = await readdir(home).catch(whenMissing<string[]>([]));
  if (entries.length === 0) return null;
  const version = await readFile(join(home, 'cluster', 'PG_VERSION'), 'utf8').catch(whenMissing(''));
  const major = Number.parseInt(version, 10);
  if (!Number.isNaN(major)) return major;
  throw new KancaError(
    'conflict',
    `${home} is there but holds no PostgreSQL cluster: restore it from a backup, or move it away to start with an empty database.`,
  );
}

export interface CreateClusterOptions {
  readonly home: string;
  readonly account: ServerAccount | null;
  readonly binaries: PostgresBinaries;
  readonly randomness: Randomness;
  /** Whether the cluster need not be on the disk: see `EmbeddedPostgresOptions`. */
  readonly isThrowaway: boolean;
}

/**
 * Makes a new cluster. It is made beside its place and moved there when it is whole and on the disk, so that a hub killed at any
 * moment leaves a cluster or none, never half of one.
 * @throws KancaError `unavailable` with what initdb said
 */
export async function createCluster({
  home,
  account,
  binaries,
  randomness,
  isThrowaway,
}: CreateClusterOptions): Promise<void> {
  await removeDrafts(home);
  const draft = `${home}.new-${randomness.bytes(6).toString('hex')}`;
  const cluster = join(draft, 'cluster');
  await mkdir(cluster, { recursive: true, mode: 0o700 });
  await writeFile(join(draft, 'password'), `${randomness.bytes(24).toString('base64url')}\n`, {
    mode: 0o600,
    flush: true,
  });
  await giveTo(account, draft);
  const settings = ['-D', clusterArgument(cluster, account), '-U', DATABASE_USER, '--pwfile', join('..', 'password')];
  const result = await runProgram(
    binaries.initdb,
    [...settings, ...initdbFormat(binaries.major), ...(isThrowaway ? ['--no-sync'] : [])],
    {
      ...serverProcess(account, cluster),
      timeoutMs: INITDB_TIMEOUT_MS,
    },
  );
  if (result.kind === 'failed') {
    await rm(draft, { recursive: true, force: true });
    throw new KancaError(
      'unavailable',
      `The embedded PostgreSQL could not make its files in ${dirname(home)}: ${result.reason}\n` +
        'Mend that, or set DATABASE_URL to a PostgreSQL server.',
    );
  }
  await rename(draft, home);
  await flush(dirname(home));
}

/** Text sorts by code point, and not by the machine's locale and libraries: an index stays right when the machine changes. */
function initdbFormat(major: number): readonly string[] {
  const locale = major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'] : ['--locale=C'];
  return ['--encoding=UTF8', ...locale, '--data-checksums', '--auth=scram-sha-256', '--no-instructions'];
}

/** What a hub that was killed in the middle has left. */
async function removeDrafts(home: string): Promise<void> {
  const folder = dirname(home);
  const drafts = (await readdir(folder)).filter((name) => name.startsWith(`${basename(home)}.new-`));
  // Its initdb may still be writing, until it misses its files and gives up.
  const options = { recursive: true, force: true, maxRetries: 20, retryDelay: 50 };
  for (const draft of drafts) await rm(join(folder, draft), options);
}

/** The database user's password. */
export async function passwordOf(home: string): Promise<string> {
  return (await readFile(join(home, 'password'), 'utf8')).trim();
}
