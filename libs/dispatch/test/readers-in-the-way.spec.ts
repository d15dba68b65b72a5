import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Publisher } from '@kanca/dispatch';
import { Housekeeping } from '@kanca/dispatch/engine';
import { createTestDatabase, createTestEngine, type TestDatabase, type TestEngine } from '@kanca/testing';
import { DataSource, type QueryRunner } from 'typeorm';

const DAY_MS = 86_400_000;
const TABLES = ['bodies', 'earlier_attempts', 'finished_deliveries'];

/** `pg_dump` and reports hold their locks for hours. The hub once waited for them, and everybody behind it. */
describe('a reader that holds its locks', () => {
  let database: TestDatabase;
  let reading: DataSource;
  let reader: QueryRunner;
  const engines: TestEngine[] = [];

  beforeEach(async () => {
    database = await createTestDatabase();
    engines.push(await createTestEngine({ database }));
    reading = await new DataSource({ type: 'postgres', url: database.url }).initialize();
    reader = reading.createQueryRunner();
  });

  afterEach(async () => {
    if (reader.isTransactionActive) await reader.rollbackTransaction();
    await reader.release();
    await reading.destroy();
    for (const engine of engines.splice(0)) await engine.close();
    await database.drop();
  });

  const nameOf = (table: string, days: number): string =>
    `${table}_${new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '')}`;
  const read = async (): Promise<void> => {
    await reader.startTransaction();
    for (const table of TABLES) await reader.query(`LOCK TABLE kanca.${table} IN ACCESS SHARE MODE`);
  };
  const isThere = async (name: string): Promise<boolean> => {
    const [row] = await reading.query<{ yes: boolean }[]>(`SELECT to_regclass('kanca.${name}') IS NOT NULL AS yes`);
    return row?.yes === true;
  };
  const publish = (engine: TestEngine): Promise<unknown> =>
    engine.app.get(Publisher).publish({ tenant: 'default', type: 'a.b', data: 1 });
  const first = (): TestEngine => {
    const [engine] = engines;
    if (engine === undefined) throw new Error('no engine');
    return engine;
  };

  it('keeps nobody from starting or storing when a day is missing; the day is made when the reader has gone', async () => {
    await reading.query(`DROP TABLE kanca.${nameOf('bodies', 3)}`);
    await read();
    const started = Date.now();
    const second = await createTestEngine({ database });
    engines.push(second);
    expect(Date.now() - started).toBeLessThan(15_000);
    const [areAllThere] = await Promise.all([
      second.app.get(Housekeeping).makeRoom(),
      publish(first()),
      publish(second),
    ]);
    expect(areAllThere).toBe(false);
    await reader.rollbackTransaction();
    expect(await second.app.get(Housekeeping).makeRoom()).toBe(true);
    expect(await isThere(nameOf('bodies', 3))).toBe(true);
  });

  it('keeps nobody from storing when an old day is to go; the day goes when the reader has gone', async () => {
    const [old, next] = [-40, -39].map((days) => Math.floor(Date.now() / DAY_MS + days) * DAY_MS);
    const uuid = (ms = 0): string =>
      `${ms
        .toString(16)
        .padStart(12, '0')
        .replace(/(.{8})/, '$1-')}-0000-0000-000000000000`;
    for (const table of TABLES)
      await reading.query(
        `CREATE TABLE kanca.${nameOf(table, -40)} PARTITION OF kanca.${table} FOR VALUES FROM ('${uuid(old)}') TO ('${uuid(next)}')`,
      );
    await read();
    const started = Date.now();
    await Promise.all([first().app.get(Housekeeping).forget(), publish(first())]);
    expect(Date.now() - started).toBeLessThan(15_000);
    for (const table of TABLES) expect(await isThere(nameOf(table, -40))).toBe(true);
    await reader.rollbackTransaction();
    await first().app.get(Housekeeping).dropPostponed();
    for (const table of TABLES) expect(await isThere(nameOf(table, -40))).toBe(false);
  });
});
