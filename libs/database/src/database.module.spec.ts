import { Inject, Injectable, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { TypeOrmModule, getRepositoryToken } from '@nestjs/typeorm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SilentObserver } from '@kanca/core';
import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import type { MigrationInterface, QueryRunner, Repository } from 'typeorm';
import { createDatabase, dropDatabase } from './create-database.js';
import { DatabaseModule } from './database.module.js';
import type { DatabaseOptions } from './database.module.js';
import { migrate } from './migrations/index.js';
import { SqlPool } from './sql-pool.js';
import { statement, text } from './statements/index.js';

const ADMIN_URL = process.env['KANCA_TEST_DATABASE_URL'] ?? '';
const NAME = 'database_module_spec';

@Entity('notes')
class Note {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  text!: string;
}

class CreateNotes1763769600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE notes (id text PRIMARY KEY, text text NOT NULL)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE notes');
  }
}

@Injectable()
class Notebook {
  constructor(
    @Inject(SqlPool) readonly pool: SqlPool,
    @Inject(getRepositoryToken(Note)) readonly notes: Repository<Note>,
  ) {}
}

/** A library: it imports neither the pool nor the data source. */
@Module({ imports: [TypeOrmModule.forFeature([Note])], providers: [Notebook] })
class NotebookModule {}

describe('DatabaseModule', () => {
  let options: DatabaseOptions;

  beforeAll(async () => {
    await dropDatabase(ADMIN_URL, NAME);
    const url = await createDatabase(ADMIN_URL, NAME);
    const tables = [{ name: 'notebook', entities: [Note], migrations: [CreateNotes1763769600000] }];
    options = { url, tables, observer: new SilentObserver(), poolSize: 2 };
  });

  afterAll(async () => {
    await dropDatabase(ADMIN_URL, NAME);
  });

  it.each([
    ['register', () => DatabaseModule.register(options)],
    ['registerAsync', () => DatabaseModule.registerAsync({ useFactory: () => Promise.resolve(options) })],
  ])('gives libraries the pool and their repositories (%s), and closes both on shutdown', async (_, registered) => {
    const app = await Test.createTestingModule({ imports: [registered(), NotebookModule] }).compile();
    await app.init();
    const source = app.get(DataSource);
    await migrate(source);

    const { notes, pool } = app.get(Notebook, { strict: false });
    await notes.save({ id: '1', text: 'saved by TypeORM' });
    const read = statement()({ name: 'read', params: { id: text }, text: 'SELECT text FROM notes WHERE id = :id' });
    expect(await pool.run(read, { id: '1' })).toEqual([{ text: 'saved by TypeORM' }]);

    await app.close();
    expect(source.isInitialized).toBe(false);
    await expect(pool.run(read, { id: '1' })).rejects.toThrow('after calling end');
  });
});
