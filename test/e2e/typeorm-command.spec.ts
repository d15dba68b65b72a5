import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SilentObserver } from '@kanca/core';
import { EmbeddedPostgres, migrateDatabase } from '@kanca/database';
import { HUB_TABLES } from '@kanca/hub';
import { createTestDatabase } from '@kanca/testing';
import { createHubDatabase } from '../support/test-hub.js';

const run = promisify(execFile);

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** What `npm run typeorm -- migration:show` runs, once the project is built. */
async function showMigrations(env: Readonly<Record<string, string>>): Promise<Ended> {
  const { DATABASE_URL: _, ...inherited } = process.env;
  const command = ['node_modules/typeorm/cli.js', '-d', 'dist/ormconfig.js', 'migration:show'];
  try {
    return { ...(await run(process.execPath, command, { env: { ...inherited, ...env } })), code: 0 };
  } catch (error) {
    return error as Ended;
  }
}

describe('npm run typeorm -- migration:show', () => {
  let folder: string;
  beforeAll(async () => {
    await run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.orm.json']);
    folder = await mkdtemp(join(tmpdir(), 'kanca-typeorm-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('lists the migrations of the database that DATABASE_URL names, and which of them were run', async () => {
    const database = await createHubDatabase();
    try {
      const { stdout, code } = await showMigrations({ DATABASE_URL: database.url });
      expect(code).toBe(0);
      expect(stdout).toMatch(/\[X\].*CreateSubscriptions1763800000005/);
    } finally {
      await database.drop();
    }
  });

  it('looks at the embedded database of the data folder without it, and stops that afterwards', async () => {
    const dataDir = join(folder, 'data');
    const open = (): Promise<EmbeddedPostgres> =>
      EmbeddedPostgres.start({ dataDir, observer: new SilentObserver(), isThrowaway: true });
    const postgres = await open();
    await migrateDatabase(postgres.url, HUB_TABLES);
    await postgres.stop();
    const { stdout, code } = await showMigrations({ KANCA_DATA_DIR: dataDir });
    expect(code).toBe(0);
    expect(stdout).toMatch(/\[X\].*CreateSubscriptions1763800000005/);
    // It would be refused while the command still had the folder.
    await (await open()).stop();
  });

  it('says in one sentence what to do when there is no database yet', async () => {
    const dataDir = join(folder, 'nothing');
    const { stderr, code } = await showMigrations({ KANCA_DATA_DIR: dataDir });
    expect(code).toBe(1);
    expect(stderr).toBe(`There is no database in ${dataDir}: start the hub once (npm start), or set DATABASE_URL.\n`);
  });

  it('says so when no hub has started on the database yet', async () => {
    const database = await createTestDatabase();
    try {
      const { stderr, code } = await showMigrations({ DATABASE_URL: database.url });
      expect(code).toBe(1);
      expect(stderr).toBe('No hub has started on this database yet: start one first (npm start).\n');
    } finally {
      await database.drop();
    }
  });
});
