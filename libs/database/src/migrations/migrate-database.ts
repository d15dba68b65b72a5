import { SilentObserver } from '@kanca/core';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../data-source-options.js';
import type { DatabaseTables } from './database-tables.js';
import { migrate } from './migrate.js';

/**
 * Brings a database up to date before an application starts on it. Any number of replicas may do so at once.
 * @param tables those of every library that is used; each library exports its own
 * @throws what PostgreSQL says when it cannot be reached, and when a migration fails
 * @example await migrateDatabase('postgres://…', [dispatchTables, receiverTables]);
 */
export async function migrateDatabase(url: string, tables: readonly DatabaseTables[]): Promise<void> {
  const dataSource = new DataSource(dataSourceOptions({ url, tables, observer: new SilentObserver(), poolSize: 2 }));
  await dataSource.initialize();
  try {
    await migrate(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
