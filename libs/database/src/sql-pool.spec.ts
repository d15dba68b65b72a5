import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { SilentObserver } from '@kanca/core';
import { createDatabase, dropDatabase } from './create-database.js';
import { isUnavailable } from './is-unavailable.js';
import { SqlPool } from './sql-pool.js';
import type { SqlPoolOptions } from './sql-pool.js';
import type { Statement } from './statement.js';

const ADMIN_URL = process.env['KANCA_TEST_DATABASE_URL'] ?? '';
const NAME = 'sql_pool_spec';

const ADD: Statement = { name: 'add', text: 'SELECT $1::int + $2::int AS sum' };
const INSERT: Statement = { name: 'insert', text: 'INSERT INTO words VALUES ($1)' };
const COUNT: Statement = { name: 'count', text: 'SELECT count(*)::int AS count FROM words WHERE word = $1' };
const BACKEND: Statement = { name: 'backend', text: 'SELECT pg_backend_pid() AS pid' };
const TERMINATE: Statement = { name: 'terminate', text: 'SELECT pg_terminate_backend($1)' };
const SLEEP: Statement = { name: 'sleep', text: 'SELECT pg_sleep($1)' };
const TERMINATE_SLEEPERS: Statement = {
  name: 'terminate-sleepers',
  text: `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep($1)' AND state = 'active'`,
};
const NOTIFY: Statement = { name: 'notify', text: 'SELECT pg_notify($1, $2)' };
const LISTENERS: Statement = {
  name: 'listeners',
  text: `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND (query LIKE 'LISTEN%' OR query = 'SELECT 1')`,
};

async function until(isDone: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 5_000 && !(await isDone()); waited += 10) await sleep(10);
}

describe('SqlPool', () => {
  const pools: SqlPool[] = [];
  let url: string;

  function open(options: Partial<SqlPoolOptions> = {}): SqlPool {
    const pool = new SqlPool({ url, observer: new SilentObserver(), ...options });
    pools.push(pool);
    return pool;
  }

  beforeAll(async () => {
    await dropDatabase(ADMIN_URL, NAME);
    url = await createDatabase(ADMIN_URL, NAME);
    const pool = open();
    await pool.run({ name: 'schema', text: 'CREATE SCHEMA kanca' }, []);
    await pool.run({ name: 'table', text: 'CREATE TABLE words (word text PRIMARY KEY)' }, []);
  });

  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await dropDatabase(ADMIN_URL, NAME);
  });

  it('prepares a statement once per connection', async () => {
    const pool = open({ poolSize: 1 });
    expect(await pool.run<{ sum: number }>(ADD, [1, 2])).toEqual([{ sum: 3 }]);
    expect(await pool.run<{ sum: number }>(ADD, [20, 22])).toEqual([{ sum: 42 }]);
    const prepared = await pool.run(
      { name: 'prepared', text: 'SELECT name FROM pg_prepared_statements ORDER BY name' },
      [],
    );
    expect(prepared).toEqual([{ name: 'add' }, { name: 'prepared' }]);
  });

  it('works in the schema of Kanca', async () => {
    const tables = await open().run(
      { name: 'tables', text: `SELECT schemaname AS schema FROM pg_tables WHERE tablename = 'words'` },
      [],
    );
    expect(tables).toEqual([{ schema: 'kanca' }]);
  });

  it('commits a transaction that ends well, and takes back one that does not', async () => {
    const pool = open();
    await pool.transaction((sql) => sql.run(INSERT, ['kept']));
    const failure = pool.transaction(async (sql) => {
      await sql.run(INSERT, ['lost']);
      throw new Error('changed our mind');
    });
    await expect(failure).rejects.toThrow('changed our mind');
    expect(await pool.run(COUNT, ['kept'])).toEqual([{ count: 1 }]);
    expect(await pool.run(COUNT, ['lost'])).toEqual([{ count: 0 }]);
  });

  it('does not take a transaction for committed whose work has swallowed an error', async () => {
    const pool = open();
    const doomed = pool.transaction(async (sql) => {
      await sql.run(INSERT, ['doomed']);
      await sql.run(INSERT, ['doomed']).catch(() => undefined);
    });
    await expect(doomed).rejects.toThrow('rolled back');
    expect(await pool.run(COUNT, ['doomed'])).toEqual([{ count: 0 }]);
  });

  it('keeps the connection after an error that says nothing against it', async () => {
    const pool = open({ poolSize: 1 });
    const before = await pool.run(BACKEND, []);
    await expect(pool.run(SLEEP, ['no number'])).rejects.toThrow('invalid input syntax');
    expect(await pool.run(BACKEND, [])).toEqual(before);
  });

  it('survives the loss of a connection that is idle, busy, or between two statements of a transaction', async () => {
    const observer = new SilentObserver();
    const [faulted, noted] = [jest.spyOn(observer, 'faulted'), jest.spyOn(observer, 'noted')];
    const [pool, killer] = [open({ poolSize: 1, observer }), open()];
    const kill = async () => killer.run(TERMINATE, [await pidOf(pool)]);

    await kill();
    // The server ended it in order, and nothing was lost: a note, and no error.
    await until(() => noted.mock.calls.length > 0);
    expect(noted).toHaveBeenCalledTimes(1);
    expect(faulted).not.toHaveBeenCalled();

    const busy = pool.run(SLEEP, [10]).catch((error: unknown) => error);
    await until(async () => (await killer.run(TERMINATE_SLEEPERS, [])).length > 0);
    const between = pool
      .transaction(async (sql) => {
        const [backend] = await sql.run<{ pid: number }>(BACKEND, []);
        await killer.run(TERMINATE, [backend?.pid]);
        await sleep(50);
        await sql.run(ADD, [1, 1]);
      })
      .catch((error: unknown) => error);
    expect([isUnavailable(await busy), isUnavailable(await between)]).toEqual([true, true]);
    expect(await pool.run(ADD, [1, 1])).toEqual([{ sum: 2 }]);
  });

  it('makes an error of a statement that takes too long, and of waiting too long for a connection', async () => {
    const pool = open({ poolSize: 1, statementTimeoutMs: 1_500, connectTimeoutMs: 700 });
    const attempts = [pool.run(SLEEP, [5]), pool.run(ADD, [1, 1])];
    const errors = await Promise.all(attempts.map((attempt) => attempt.catch((error: unknown) => error)));
    expect(errors.map(isUnavailable)).toEqual([true, true]);
    expect(await pool.run(ADD, [1, 1])).toEqual([{ sum: 2 }]);
  });

  it('hears notifications, and connects again when its connection breaks', async () => {
    const pool = open();
    const heard: string[] = [];
    let connections = 0;
    const stop = pool.listen(
      'Ünusual "channel"',
      (payload) => heard.push(payload),
      () => connections++,
    );

    await until(() => connections === 1);
    await pool.run(NOTIFY, ['Ünusual "channel"', 'first']);
    await until(() => heard.length === 1);
    const [listener] = await pool.run<{ pid: number }>(LISTENERS, []);
    await pool.run(TERMINATE, [listener?.pid]);
    await until(() => connections === 2);
    await pool.run(NOTIFY, ['Ünusual "channel"', 'second']);
    await until(() => heard.length === 2);
    expect({ heard, connections }).toEqual({ heard: ['first', 'second'], connections: 2 });

    await stop();
    expect(await pool.run(LISTENERS, [])).toEqual([]);
  });

  it('stops listening at once while the database is away', async () => {
    const pool = new SqlPool({ url: 'postgres://nobody@127.0.0.1:1/none', observer: new SilentObserver() });
    pool.listen(
      'away',
      () => undefined,
      () => undefined,
    );
    await sleep(50);
    await pool.end();
    await expect(pool.run(ADD, [1, 1]).catch((error: unknown) => isUnavailable(error))).resolves.toBe(true);
  });

  async function pidOf(pool: SqlPool): Promise<number | undefined> {
    const [backend] = await pool.run<{ pid: number }>(BACKEND, []);
    return backend?.pid;
  }
});
