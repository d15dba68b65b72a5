import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConsumerCatalogue, Publisher, RunnerRegistry } from '@kanca/dispatch';
import { Housekeeping } from '@kanca/dispatch/engine';
import { createTestEngine, eventually, ScriptedRunner, type TestEngine } from '@kanca/testing';

const DAY_MS = 86_400_000;
const TABLES = ['finished_deliveries', 'earlier_attempts', 'bodies'];
const DAYS = 4;
const ROUNDS = 5;

/** A drop of several days in one transaction once locked the tables of a completion the other way round: `deadlock detected`. */
describe('days that are dropped while deliveries are settled', () => {
  let engine: TestEngine;
  let delivered = 0;

  beforeAll(async () => {
    engine = await createTestEngine();
    // Each first attempt fails, so that completions write to the table of earlier attempts as well.
    engine.app.get(RunnerRegistry).add(
      new ScriptedRunner('subscription', ({ number }) => {
        if (number === 1) return { outcome: { kind: 'failed' }, error: 'Not yet.' };
        delivered++;
        return { outcome: { kind: 'succeeded' } };
      }),
    );
    await engine.app.get(ConsumerCatalogue).put({
      id: '00000000-0000-7000-8000-000000000001',
      tenant: 'default',
      kind: 'subscription',
      name: 'fails at first',
      filters: ['*'],
      state: 'active',
      concurrency: 16,
      timeoutMs: 5_000,
      retry: { kind: 'list', delaysMs: [1], jitter: 0 },
      reply: false,
    });
  });

  afterAll(() => engine.close());

  const deadlocks = async (): Promise<number> => {
    const [row] = await engine.dataSource.query<[{ deadlocks: string }]>(
      'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
    );
    return Number(row.deadlocks);
  };

  /** Empty days of two years ago. */
  async function makeOldDays(): Promise<void> {
    for (let n = 0; n < DAYS; n++) {
      const at = Date.now() - (700 + n) * DAY_MS;
      const name = new Date(at).toISOString().slice(0, 10).replaceAll('-', '');
      const id = (day: number): string =>
        `${(Math.floor(at / DAY_MS) + day).toString(16).padStart(8, '0')}-0000-0000-0000-000000000000`;
      for (const table of TABLES)
        await engine.dataSource.query(
          `CREATE TABLE kanca.${table}_${name} PARTITION OF kanca.${table} FOR VALUES FROM ('${id(0)}') TO ('${id(1)}')`,
        );
    }
  }

  const daysLeft = async (): Promise<number> => {
    const [row] = await engine.dataSource.query<[{ count: number }]>(
      `SELECT count(*)::int AS count FROM pg_class WHERE relname ~ '^(${TABLES.join('|')})_20[0-9]{6}$' AND right(relname, 8) < $1`,
      [new Date(Date.now() - 600 * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '')],
    );
    return row.count;
  };

  it('make no deadlock with the completions, and nothing is held up', async () => {
    let published = 0;
    let isOver = false;
    const publishing = Promise.all(
      Array.from({ length: 8 }, async () => {
        while (!isOver) {
          published++;
          await engine.app.get(Publisher).publish({ tenant: 'default', type: 'a.b', data: 1 });
        }
      }),
    );
    await eventually(() => delivered > 20);
    for (let round = 0; round < ROUNDS; round++) {
      await makeOldDays();
      await engine.app.get(Housekeeping).forget();
      await eventually(async () => {
        await engine.app.get(Housekeeping).dropPostponed();
        return (await daysLeft()) === 0;
      });
    }
    isOver = true;
    await publishing;
    await eventually(() => delivered === published);
    expect(await deadlocks()).toBe(0);
  });
});
