import type { DataSource } from 'typeorm';
import { SCHEMA } from '../connection-url.js';

/** What can run SQL: a data source, or one connection of it. */
export type Queryable = Pick<DataSource, 'query'>;

/** Names of the migrations that were run on this database. Reads only, so it does on an empty database, too. */
export async function appliedMigrations(database: Queryable): Promise<string[]> {
  const table = `${SCHEMA}.migrations`;
  const [found] = await database.query<{ isThere: boolean }[]>(`SELECT to_regclass($1) IS NOT NULL AS "isThere"`, [
    table,
  ]);
  if (found?.isThere !== true) return [];
  const rows = await database.query<{ name: string }[]>(`SELECT name FROM ${table} ORDER BY id`);
  return rows.map(({ name }) => name);
}
