import { rm } from 'node:fs/promises';
import pg from 'pg';

/** Stops the server that `start.mjs` has started and removes its files; on a server of your own it removes the templates of this run. */
export default async function stopPostgres() {
  const { server, dataDir } = globalThis.kancaTestPostgres ?? {};
  if (server === undefined) return dropTemplates();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
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
