import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, chmod, mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SilentObserver } from '@kanca/core';
import { EmbeddedPostgres } from '@kanca/database';

const MEMORY = '/dev/shm';
const ENOUGH_MEMORY = 4 * 1024 ** 3;

/** One PostgreSQL server for the whole test run. A server of your own is used when KANCA_TEST_DATABASE_URL names it. */
export default async function startPostgres() {
  process.env.KANCA_TEST_RUN = randomBytes(4).toString('hex');
  const folder = await mkdtemp(join(await quickestFolder(), 'kanca-test-'));
  // A PostgreSQL that runs as another user than the tests has to reach its files.
  await chmod(folder, 0o711);
  process.env.TMPDIR = folder;
  globalThis.kancaTestRun = { folder };
  if (process.env.KANCA_TEST_DATABASE_URL) return;
  try {
    const observer = new SilentObserver();
    const server = await EmbeddedPostgres.start({ dataDir: join(folder, 'server'), observer, isThrowaway: true });
    globalThis.kancaTestRun.server = server;
    process.env.KANCA_TEST_DATABASE_URL = server.url;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Memory, where Linux offers enough of it as a folder: a database of a test is some 300 files, and to make them costs up to 0.5 s of CPU
 * on a disk and 10 ms in memory.
 */
async function quickestFolder() {
  try {
    await access(MEMORY, constants.W_OK);
    const { bavail, bsize } = await statfs(MEMORY);
    return bavail * bsize >= ENOUGH_MEMORY ? MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}
