import { join, resolve } from 'node:path';
import type { Randomness } from '@kanca/core';
import { findBinaries } from './postgres-binaries.js';
import type { PostgresBinaries } from './postgres-binaries.js';
import { createCluster, majorOf, passwordOf } from './cluster.js';
import { giveTo, serverAccount } from './server-account.js';
import type { ServerAccount } from './server-account.js';
import { ServerLog } from './server-log.js';

/** Everything needed to run the server of one data directory. */
export interface ServerHome {
  readonly dataDir: string;
  /** The cluster: the folder that PostgreSQL calls its data directory. */
  readonly cluster: string;
  readonly account: ServerAccount | null;
  readonly binaries: PostgresBinaries;
  readonly password: string;
  readonly log: ServerLog;
  readonly randomness: Randomness;
  /** Whether the cluster was made just now. */
  readonly isNew: boolean;
  /** Whether the data need not survive a crash of the machine. */
  readonly isThrowaway: boolean;
}

/**
 * Opens the home of the server in a data directory, and makes it on the first start:
 *
 *     <dataDir>/postgres/cluster   owned by the server's user
 *     <dataDir>/postgres/password  of the one database user, `kanca`
 *     <dataDir>/postgres.log       written by the server through a descriptor that we open
 *     <dataDir>/postgres-bin/      a copy of the binaries, if they cannot be used where npm has put them
 */
export async function openServerHome(
  directory: string,
  randomness: Randomness,
  isThrowaway: boolean,
): Promise<ServerHome> {
  const dataDir = resolve(directory);
  const home = join(dataDir, 'postgres');
  const account = await serverAccount(home);
  const major = await majorOf(home);
  const copies = join(dataDir, 'postgres-bin');
  const binaries = await findBinaries({ account, copies, major, randomness });
  if (major === null) await createCluster({ home, account, binaries, randomness, isThrowaway });
  // A backup that root has put back belongs to root.
  else await giveTo(account, home);
  return {
    dataDir,
    cluster: join(home, 'cluster'),
    account,
    binaries,
    password: await passwordOf(home),
    log: new ServerLog(join(dataDir, 'postgres.log')),
    randomness,
    isNew: major === null,
    isThrowaway,
  };
}
