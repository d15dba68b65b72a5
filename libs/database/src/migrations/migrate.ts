import { KancaError } from '@kanca/core';
import { DataSource, MigrationExecutor } from 'typeorm';
import type { QueryRunner } from 'typeorm';
import { SCHEMA } from '../connection-url.js';
import { PATIENT_CONNECTION } from '../data-source-options.js';
import { waitFor } from '../wait-for.js';
import { appliedMigrations } from './applied-migrations.js';
import { migrationName } from './migration-name.js';

/** Any number that no other program locks: the letters of `kanca`. */
const LOCK = 0x6b616e6361;
/** As long as the migrations of another replica may take. */
const LOCK_TIMEOUT_MS = 30 * 60_000;

/**
 * Brings the database up to this version. Any number of replicas may call it at once: one migrates, the others wait for it.
 * Each migration is a transaction of its own, so after a failure the next call goes on where this one stopped.
 * @returns the names of the migrations that were run by this call
 * @throws KancaError `conflict` when a newer version of Kanca has migrated the database; the database's error when a migration fails
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  // A data source of its own: one connection, which holds the lock, and no limit on how long a statement takes.
  const { options } = dataSource;
  if (options.type !== 'postgres') throw new TypeError(`Kanca migrates PostgreSQL, not ${options.type}`);
  const source = await new DataSource({
    ...options,
    entities: [],
    poolSize: 1,
    extra: PATIENT_CONNECTION,
  }).initialize();
  try {
    const runner = source.createQueryRunner();
    // The lock always goes with the connection. It is asked for again and again, because a statement that waits for
    // it would be waited for by CREATE INDEX CONCURRENTLY.
    const isLocked = await waitFor(() => tryToLock(source, runner), { timeoutMs: LOCK_TIMEOUT_MS, everyMs: 100 });
    if (isLocked) return await migrateLocked(source, runner);
    throw new KancaError(
      'unavailable',
      'Another replica has been migrating the database for half an hour: see its log.',
    );
  } finally {
    await source.destroy();
  }
}

async function tryToLock(source: DataSource, runner: QueryRunner): Promise<boolean> {
  const sql = 'SELECT pg_try_advisory_lock($1) AS "isLocked"';
  const [row] = await source.query<{ isLocked: boolean }[]>(sql, [LOCK], runner);
  return row?.isLocked === true;
}

async function migrateLocked(source: DataSource, runner: QueryRunner): Promise<string[]> {
  await refuseNewerDatabase(source, runner);
  await runner.query(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}`);
  const executor = new MigrationExecutor(source, runner);
  executor.transaction = 'each';
  const executed = await executor.executePendingMigrations();
  return executed.map(({ name }) => name);
}

async function refuseNewerDatabase(source: DataSource, runner: QueryRunner): Promise<void> {
  const known = new Set(source.migrations.map(migrationName));
  const unknown = (await appliedMigrations(runner)).filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new KancaError(
    'conflict',
    `The database was migrated by a newer version of Kanca (or by one with more libraries): this version does not know ` +
      `${unknown.join(', ')}. If no newer version ran here, the list of tables lacks those of a library: add them. Otherwise start that version again, or ` +
      'restore a backup from before it.',
  );
}
