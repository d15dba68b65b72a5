import { rm } from 'node:fs/promises';
import pg from 'pg';

/**
 * Stops the server that `start.mjs` has started; on a server of your own it removes the templates of this run. Files that a stopped
 * server or a spec left in the folder of this run go with it.
 */
export default async function stopPostgres() {
  const { server, folder } = globalThis.kancaTestRun;
  await (server === undefined ? dropTemplates() : server.stop());
  await rm(folder, { recursive: true, force: true });
}

async function dropTemplates() {
  const client = new pg.Client(process.env.KANCA_TEST_DATABASE_URL);
  await client.connect();
  try {
    const ofThisRun = `kanca\\_template\\_${process.env.KANCA_TEST_RUN}\\_%`;
    const { rows } = await client.query('SELECT datname FROM pg_database WHERE datname LIKE $1', [ofThisRun]);
    for (const { datname } of rows) await client.query(`DROP DATABASE ${datname} WITH (FORCE)`);
  } finally {
    await client.end();
  }
}
