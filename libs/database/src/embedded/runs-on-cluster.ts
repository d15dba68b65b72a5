import { chown, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KancaError } from '@kanca/core';
import { errorCode } from '../error-code.js';
import { isUnavailable } from '../is-unavailable.js';
import { SurvivingClient } from '../surviving-client.js';
import type { ServerHome } from './server-home.js';
import { administrationUrl } from './server-url.js';

const TIMEOUT_MS = 2_000;

/**
 * Whether the server on this port runs on this cluster. A process id does not prove it, nor does the password: a data directory
 * that was copied names the original's server. The proof is that the server can read what was just written into the cluster.
 * @returns `refused` when nobody listens on the port, `silent` when there is another reason for no answer
 * @throws KancaError `conflict` when the server refuses our password
 */
export async function runsOnCluster(home: ServerHome, port: number): Promise<'yes' | 'no' | 'silent' | 'refused'> {
  const name = `kanca-${home.randomness.bytes(8).toString('hex')}.probe`;
  const path = join(home.cluster, name);
  const word = home.randomness.bytes(16).toString('hex');
  const client = new SurvivingClient({
    connectionString: administrationUrl(home, port),
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
  });
  try {
    // wx: never through a link that somebody has put there.
    await writeFile(path, word, { flag: 'wx', mode: 0o600 });
    if (home.account !== null) await chown(path, home.account.uid, home.account.gid);
    await client.connect();
    const { rows } = await client.query<{ word: string }>('SELECT pg_read_file($1) AS word', [name]);
    return rows[0]?.word === word ? 'yes' : 'no';
  } catch (error) {
    if (errorCode(error) === 'ECONNREFUSED') return 'refused';
    if (isUnavailable(error)) return 'silent';
    const isFileMissing = errorCode(error) === '58P01';
    if (isFileMissing) return 'no';
    throw new KancaError(
      'conflict',
      `A PostgreSQL server on port ${String(port)} seems to run on ${home.cluster} but refuses the password kept beside it: ` +
        'stop that server.',
      { cause: error },
    );
  } finally {
    await client.end().catch(() => undefined);
    await rm(path, { force: true });
  }
}
