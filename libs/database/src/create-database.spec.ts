import { describe, expect, it } from '@jest/globals';
import { createDatabase, dropDatabase, ensureDatabase } from './create-database.js';

const ADMIN_URL = process.env['KANCA_TEST_DATABASE_URL'] ?? '';

describe('createDatabase', () => {
  it('makes a database, and dropDatabase removes it, also when it is not there', async () => {
    const url = await createDatabase(ADMIN_URL, 'create_database_spec');
    expect(new URL(url).pathname).toBe('/create_database_spec');
    await expect(createDatabase(url, 'create_database_spec')).rejects.toThrow('already exists');
    await ensureDatabase(ADMIN_URL, 'create_database_spec');
    await dropDatabase(ADMIN_URL, 'create_database_spec');
    await dropDatabase(ADMIN_URL, 'create_database_spec');
  });

  it('refuses a name that would need quoting', async () => {
    await expect(createDatabase(ADMIN_URL, 'a"; DROP DATABASE b')).rejects.toThrow('is no name for a database');
  });
});
