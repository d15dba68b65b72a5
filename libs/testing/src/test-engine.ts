import 'reflect-metadata';
import { SilentObserver, type Observer } from '@kanca/core';
import { DatabaseModule, migrateDatabase, type DatabaseTables } from '@kanca/database';
import { DispatchModule, dispatchTables, type DispatchOptions } from '@kanca/dispatch';
import { Test } from '@nestjs/testing';
import { Module, type DynamicModule, type INestApplicationContext, type Type } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from './test-database.js';

/** What a test adds to the engine: modules, tables, a database to share. */
export interface TestEngineOptions extends DispatchOptions {
  /** Modules beside the engine: an edge, or handlers of the test. */
  readonly imports?: readonly (Type | DynamicModule)[];
  /** Their tables. */
  readonly tables?: readonly DatabaseTables[];
  /** Joins the database of another engine: a second replica. */
  readonly database?: TestDatabase;
}

/** A running engine on a database of its own. */
export interface TestEngine {
  readonly app: INestApplicationContext;
  readonly database: TestDatabase;
  readonly dataSource: DataSource;
  close(): Promise<void>;
}

/**
 * A real engine on a fresh database, with its loops running.
 * @example const engine = await createTestEngine({ settings: { pollMs: 20 } }); engine.app.get(Publisher)
 */
export async function createTestEngine(options: TestEngineOptions = {}): Promise<TestEngine> {
  const observer: Observer = options.observer ?? new SilentObserver();
  const tables = [dispatchTables, ...(options.tables ?? [])];
  const database = options.database ?? (await createTestDatabase(tables));
  // A database that two engines share may have been made for less than this one needs.
  if (options.database !== undefined) await migrateDatabase(database.url, tables);

  @Module({
    imports: [
      DatabaseModule.register({ url: database.url, tables, observer }),
      DispatchModule.register({
        ...options,
        observer,
        settings: { pollMs: 50, reconcileMs: 200, drainMs: 2_000, ...options.settings },
      }),
      ...(options.imports ?? []),
    ],
  })
  class TestEngineModule {}

  const app = await Test.createTestingModule({ imports: [TestEngineModule] }).compile();
  try {
    await app.init();
  } catch (error) {
    await app.close();
    if (options.database === undefined) await database.drop();
    throw error;
  }
  return {
    app,
    database,
    dataSource: app.get(DataSource),
    close: async () => {
      await app.close();
      if (options.database === undefined) await database.drop();
    },
  };
}
