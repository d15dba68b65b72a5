import type { DataSource } from 'typeorm';
import { appliedMigrations } from './applied-migrations.js';
import { migrationName } from './migration-name.js';

/** Names of the migrations that this version brings and the database lacks. Empty when the database is ready. */
export async function pendingMigrations(dataSource: DataSource): Promise<string[]> {
  const applied = new Set(await appliedMigrations(dataSource));
  return dataSource.migrations.map(migrationName).filter((name) => !applied.has(name));
}
