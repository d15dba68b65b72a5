import { randomBytes } from 'node:crypto';
import { createDatabase, dropDatabase } from '@kanca/database';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/**
 * A fresh, empty database on the server that the suite started (`KANCA_TEST_DATABASE_URL`).
 * @example const database = await createTestDatabase(); … await database.drop();
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const adminUrl = process.env['KANCA_TEST_DATABASE_URL'];
  if (adminUrl === undefined)
    throw new Error('KANCA_TEST_DATABASE_URL is not set: run the tests with `npm test`, which starts a PostgreSQL.');
  const name = `kanca_test_${randomBytes(6).toString('hex')}`;
  const url = await createDatabase(adminUrl, name);
  return { url, drop: () => dropDatabase(adminUrl, name) };
}
