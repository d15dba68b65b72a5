import { randomBytes } from 'node:crypto';
import { createDatabase, dropDatabase, type DatabaseTables } from '@kanca/database';
import { templateDatabase } from './template-database.js';

/** A database of one test. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** The template of each set of migrations, by the names of the migrations: looked for once in a process. */
const templates = new Map<string, Promise<string>>();

/**
 * A fresh database on the server that the test run started (`KANCA_TEST_DATABASE_URL`).
 * @param tables those whose migrations have run in it; without them the database is empty
 * @example const database = await createTestDatabase(); … await database.drop();
 */
export async function createTestDatabase(tables: readonly DatabaseTables[] = []): Promise<TestDatabase> {
  const adminUrl = process.env['KANCA_TEST_DATABASE_URL'];
  if (adminUrl === undefined)
    throw new Error('KANCA_TEST_DATABASE_URL is not set: run the tests with `npm test`, which starts a PostgreSQL.');
  const name = `kanca_test_${randomBytes(6).toString('hex')}`;
  const url = await createDatabase(
    adminUrl,
    name,
    tables.length === 0 ? undefined : await templateOf(adminUrl, tables),
  );
  return { url, drop: () => dropDatabase(adminUrl, name) };
}

function templateOf(adminUrl: string, tables: readonly DatabaseTables[]): Promise<string> {
  const key = tables.flatMap(({ migrations }) => migrations.map(({ name }) => name)).join();
  const template = templates.get(key) ?? templateDatabase(adminUrl, tables);
  templates.set(key, template);
  return template;
}
