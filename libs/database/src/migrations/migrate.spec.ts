import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { KancaError, SilentObserver } from '@kanca/core';
import { DataSource } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createDatabase, dropDatabase } from '../create-database.js';
import { dataSourceOptions } from '../data-source-options.js';
import type { DatabaseTables } from './database-tables.js';
import { migrate } from './migrate.js';
import { pendingMigrations } from './pending-migrations.js';

const ADMIN_URL = process.env['KANCA_TEST_DATABASE_URL'] ?? '';
const NAME = 'migrate_spec';

class CreateLetters1763769600001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE letters (letter text PRIMARY KEY)');
    // Long enough for another replica to come by.
    await runner.query('SELECT pg_sleep(0.2)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE letters');
  }
}

class AddLetter1763769600002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`INSERT INTO letters VALUES ('a')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM letters');
  }
}

class AddLetterAgain1763769600003 extends AddLetter1763769600002 {}

// The library that is listed first has the later migration.
const LATER: DatabaseTables = { name: 'later', entities: [], migrations: [AddLetter1763769600002] };
const EARLIER: DatabaseTables = { name: 'earlier', entities: [], migrations: [CreateLetters1763769600001] };
const BROKEN: DatabaseTables = { name: 'broken', entities: [], migrations: [AddLetterAgain1763769600003] };

describe('migrate', () => {
  const sources: DataSource[] = [];
  let url: string;

  async function open(...tables: DatabaseTables[]): Promise<DataSource> {
    const options = dataSourceOptions({ url, tables, observer: new SilentObserver(), poolSize: 2 });
    const source = await new DataSource(options).initialize();
    sources.push(source);
    return source;
  }

  beforeEach(async () => {
    await dropDatabase(ADMIN_URL, NAME);
    url = await createDatabase(ADMIN_URL, NAME);
  });

  afterEach(async () => {
    await Promise.all(sources.splice(0).map((source) => source.destroy()));
    await dropDatabase(ADMIN_URL, NAME);
  });

  it('runs the migrations of all libraries by their timestamps, in the schema of Kanca', async () => {
    const source = await open(LATER, EARLIER);
    expect(await pendingMigrations(source)).toEqual(['CreateLetters1763769600001', 'AddLetter1763769600002']);
    expect(await migrate(source)).toEqual(['CreateLetters1763769600001', 'AddLetter1763769600002']);
    expect(await pendingMigrations(source)).toEqual([]);
    expect(await source.query('SELECT * FROM kanca.letters')).toEqual([{ letter: 'a' }]);
    const tables = await source.query<unknown[]>(
      `SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('kanca', 'public') ORDER BY tablename`,
    );
    expect(tables).toEqual([
      { schemaname: 'kanca', tablename: 'letters' },
      { schemaname: 'kanca', tablename: 'migrations' },
    ]);
  });

  it('runs them once when many replicas start at once', async () => {
    const replicas = await Promise.all([1, 2, 3, 4].map(() => open(LATER, EARLIER)));
    const runs = await Promise.all(replicas.map((replica) => migrate(replica)));
    expect(runs.flat()).toEqual(['CreateLetters1763769600001', 'AddLetter1763769600002']);
    expect(await migrate(await open(LATER, EARLIER))).toEqual([]);
  });

  it('keeps what was done before the migration that fails, and goes on there', async () => {
    const source = await open(EARLIER, LATER, BROKEN);
    await expect(migrate(source)).rejects.toThrow('duplicate key');
    expect(await pendingMigrations(source)).toEqual(['AddLetterAgain1763769600003']);
    await source.query('DELETE FROM letters');
    expect(await migrate(source)).toEqual(['AddLetterAgain1763769600003']);
  });

  it('refuses a database that a newer version has migrated', async () => {
    await migrate(await open(EARLIER, LATER));
    const older = await open(EARLIER);
    const failure = migrate(older);
    await expect(failure).rejects.toThrow(KancaError);
    await expect(failure).rejects.toThrow('does not know AddLetter1763769600002');
  });

  it('refuses migrations without a timestamp and names that are used twice', async () => {
    class CreateNothing extends AddLetter1763769600002 {}
    const tables = [LATER, { ...LATER, name: 'copy' }, { ...LATER, name: 'odd', migrations: [CreateNothing] }];
    await expect(open(...tables)).rejects.toThrow(
      'copy: AddLetter1763769600002 is the name of another migration, too; odd: CreateNothing does not end with a timestamp',
    );
  });
});
