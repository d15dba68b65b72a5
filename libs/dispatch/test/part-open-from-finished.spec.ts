import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SilentObserver } from '@kanca/core';
import { dataSourceOptions, migrate } from '@kanca/database';
import { dispatchTables } from '@kanca/dispatch';
import { createTestDatabase, type TestDatabase } from '@kanca/testing';
import { DataSource } from 'typeorm';

const EVENT = '01900000-0000-7000-8000-0000000000e1';
const CONSUMER = '01900000-0000-7000-8000-0000000000c1';
/** Made on 2026-01-01, in UTC. */
const delivery = (n: number): string => `019b76da-a800-7000-8000-00000000000${String(n)}`;
const attempt = (n: number, number: number): string =>
  `01900000-0000-7000-8000-0000000000${String(n)}${String(number)}`;

/** An older hub left deliveries of every state; the newer one goes on with them. */
describe('the migration that parts open from finished deliveries', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await connect(dispatchTables.migrations.slice(0, 2));
    await migrate(dataSource);
    await dataSource.query(`
      INSERT INTO kanca.deliveries (tenant, id, event_id, consumer_id, state, lane, attempts, due_at, created_at, finished_at) VALUES
        ('t', '${delivery(1)}', '${EVENT}', '${CONSUMER}', 'pending', 0, 0, '2026-01-01', '2026-01-01', NULL),
        ('t', '${delivery(2)}', '${EVENT}', '${CONSUMER}', 'pending', 1, 1, '2026-01-02', '2026-01-01', NULL),
        ('t', '${delivery(3)}', '${EVENT}', '${CONSUMER}', 'running', 1, 2, '2026-01-03', '2026-01-01', NULL),
        ('t', '${delivery(4)}', '${EVENT}', '${CONSUMER}', 'delivered', 1, 2, '2026-01-04', '2026-01-01', '2026-01-05'),
        ('t', '${delivery(5)}', '${EVENT}', '${CONSUMER}', 'dead', 1, 1, '2026-01-04', '2026-02-01', '2026-02-05'),
        ('t', '${delivery(6)}', '${EVENT}', '${CONSUMER}', 'cancelled', 0, 0, '2026-01-04', '2026-02-01', '2026-02-05')`);
    for (const [n, number, outcome] of [
      [2, 1, 'failed'],
      [3, 1, 'failed'],
      [4, 1, 'failed'],
      [4, 2, 'succeeded'],
      [5, 1, 'rejected'],
    ] as const)
      await dataSource.query(
        `INSERT INTO kanca.attempts (tenant, id, delivery_id, consumer_id, number, outcome, stale, status, started_at, duration_ms)
         VALUES ('t', $1, $2, $3, $4, $5, false, 500, '2026-01-01', 7)`,
        [attempt(n, number), delivery(n), CONSUMER, number, outcome],
      );
    await dataSource.destroy();
    dataSource = await connect(dispatchTables.migrations);
    await migrate(dataSource);
  });

  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  async function connect(migrations: typeof dispatchTables.migrations): Promise<DataSource> {
    const tables = [{ ...dispatchTables, migrations }];
    const made = new DataSource(dataSourceOptions({ url: database.url, tables, observer: new SilentObserver() }));
    return made.initialize();
  }

  const states = (): Promise<unknown> =>
    dataSource.query(`SELECT right(id::text, 1)::int AS n, state, attempts FROM kanca.deliveries ORDER BY id`);
  const attempts = (): Promise<unknown> =>
    dataSource.query(
      `SELECT right(delivery_id::text, 1)::int AS n, number, outcome, duration_ms FROM kanca.attempts ORDER BY delivery_id, number`,
    );
  const ATTEMPTS = [
    { n: 2, number: 1, outcome: 'failed', duration_ms: 7 },
    { n: 3, number: 1, outcome: 'failed', duration_ms: 7 },
    { n: 4, number: 1, outcome: 'failed', duration_ms: 7 },
    { n: 4, number: 2, outcome: 'succeeded', duration_ms: 7 },
    { n: 5, number: 1, outcome: 'rejected', duration_ms: 7 },
  ];
  const STATES = [
    { n: 1, state: 'pending', attempts: 0 },
    { n: 2, state: 'pending', attempts: 1 },
    { n: 3, state: 'pending', attempts: 1 },
    { n: 4, state: 'delivered', attempts: 2 },
    { n: 5, state: 'dead', attempts: 1 },
    { n: 6, state: 'cancelled', attempts: 0 },
  ];

  it('keeps every delivery and every attempt, and makes the one that ran when the hub stopped again', async () => {
    expect(await states()).toEqual(STATES);
    expect(await attempts()).toEqual(ATTEMPTS);
  });

  it('puts what has ended into partitions by day, where the retention can drop it', async () => {
    expect(
      await dataSource.query(
        `SELECT DISTINCT c.relname AS partition FROM kanca.finished_deliveries d JOIN pg_class c ON c.oid = d.tableoid`,
      ),
    ).toEqual([{ partition: 'finished_deliveries_20260101' }]);
  });

  it('can be taken back', async () => {
    await dataSource.undoLastMigration();
    expect(await states()).toEqual(STATES);
    expect(await attempts()).toEqual(ATTEMPTS);
    await migrate(dataSource);
    expect(await states()).toEqual(STATES);
  });
});
