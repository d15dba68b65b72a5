import { KancaError } from '@kanca/core';
import { SurvivingClient } from './surviving-client.js';

const NAME = /^[a-z_][a-z0-9_]{0,62}$/;

/**
 * Makes a database on a server: an empty one, or a copy of another of that server.
 * @param adminUrl any database of that server, with a user who may create databases
 * @param template the database to copy; nobody may be connected to it meanwhile
 * @returns the URL of the new database
 * @throws KancaError `invalid_request` for a name that would need quoting; the database's own error when it is there already
 * @example const url = await createDatabase(process.env['KANCA_TEST_DATABASE_URL'], 'test_7f3a');
 */
export async function createDatabase(adminUrl: string, name: string, template = 'template0'): Promise<string> {
  await execute(adminUrl, `CREATE DATABASE ${checked(name)} TEMPLATE ${checked(template)}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Makes the database if it is not there. For a server that nobody else uses. */
export async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  const found = await execute(adminUrl, 'SELECT FROM pg_database WHERE datname = $1', [name]);
  if (found === 0) await createDatabase(adminUrl, name);
}

/** Removes a database with everything in it, and cuts all connections to it. */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await execute(adminUrl, `DROP DATABASE IF EXISTS ${checked(name)} WITH (FORCE)`);
}

function checked(name: string): string {
  if (NAME.test(name)) return name;
  throw new KancaError(
    'invalid_request',
    `${JSON.stringify(name)} is no name for a database: use at most 63 lower-case letters, digits and underscores.`,
  );
}

async function execute(url: string, sql: string, values: readonly string[] = []): Promise<number> {
  const client = new SurvivingClient({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query(sql, [...values]);
    return rowCount ?? 0;
  } finally {
    await client.end().catch(() => undefined);
  }
}
