import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { createServer } from 'node:http';
import { makeDirectory } from '@kanca/database';
import { ConfigError, type ConfigProblem } from '../config/config-problem.js';
import type { HubConfig } from '../config/hub-config.js';

/**
 * Finds out what would stop the start later, before a key, a folder or a database is made.
 * @throws ConfigError with every problem at once
 */
export async function checkStart(
  config: Pick<HubConfig, 'port' | 'host' | 'dataDir' | 'databaseUrl' | 'encryptionKeys'>,
): Promise<void> {
  const problems = [await problemOfPort(config), await problemOfFolder(config)].filter((problem) => problem !== null);
  if (problems.length > 0) throw new ConfigError(problems);
}

async function problemOfPort({ port, host }: Pick<HubConfig, 'port' | 'host'>): Promise<ConfigProblem | null> {
  if (port === 0) return null;
  const code = await new Promise<string | null>((settle) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      settle(error.code ?? error.message);
    });
    server.listen(port, host, () => {
      server.close(() => {
        settle(null);
      });
    });
  });
  if (code === null) return null;
  const problem = { name: 'PORT', value: String(port), example: '3001' };
  if (code === 'EADDRINUSE')
    return {
      ...problem,
      expected: `a port that is free: port ${String(port)} of ${host} is taken by another process. Stop that one, or set PORT`,
    };
  if (code === 'EACCES')
    return { ...problem, expected: 'a port that this user may listen on: those below 1024 are for root' };
  return {
    ...problem,
    name: 'HOST',
    value: host,
    expected: `an address of this machine (${code})`,
    example: '0.0.0.0',
  };
}

/** The folder is needed for the embedded database, and for the key that is made when none is configured. */
async function problemOfFolder({
  dataDir,
  databaseUrl,
  encryptionKeys,
}: Pick<HubConfig, 'dataDir' | 'databaseUrl' | 'encryptionKeys'>): Promise<ConfigProblem | null> {
  if (databaseUrl !== null && encryptionKeys !== null) return null;
  try {
    await makeDirectory(dataDir);
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      name: 'KANCA_DATA_DIR',
      value: dataDir,
      expected: `a folder that this user may write to (${why}). Give it to the user (chown -R), or name another folder`,
      example: '/var/lib/kanca',
    };
  }
}
