import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SilentObserver } from '@kanca/core';
import { EmbeddedPostgres } from '@kanca/database';

/** One PostgreSQL server for the whole test run. A server of your own is used when KANCA_TEST_DATABASE_URL names it. */
export default async function startPostgres() {
  process.env.KANCA_TEST_RUN = randomBytes(4).toString('hex');
  if (process.env.KANCA_TEST_DATABASE_URL) return;
  const dataDir = await mkdtemp(join(tmpdir(), 'kanca-test-'));
  try {
    const server = await EmbeddedPostgres.start({ dataDir, observer: new SilentObserver(), isThrowaway: true });
    globalThis.kancaTestPostgres = { server, dataDir };
    process.env.KANCA_TEST_DATABASE_URL = server.url;
  } catch (error) {
    await rm(dataDir, { recursive: true, force: true });
    throw error;
  }
}
