import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { SilentObserver } from '@kanca/core';
import { createDatabase, dropDatabase } from './create-database.js';
import { isUnavailable } from './is-unavailable.js';
import { SqlPool } from './sql-pool.js';
import type { SqlPoolOptions } from './sql-pool.js';
import { float8, int, statement, text } from './statements/index.js';

const ADMIN_URL = process.env['KANCA_TEST_DATABASE_URL'] ?? '';
const NAME = 'sql_pool_spec';

const ADD = statement<{ sum: number }>()({
  name: 'add',
  params: { left: int, right: int },
  text: 'SELECT :left + :right AS sum',
});
const INSERT = statement()({ name: 'insert', params: { word: text }, text: 'INSERT INTO words VALUES (:word)' });
const COUNT = statement<{ count: number }>()({
  name: 'count',
  params: { word: text },
  text: 'SELECT count(*)::int AS count FROM words WHERE word = :word',
});
const BACKEND = statement<{ pid: number }>()({ name: 'backend', text: 'SELECT pg_backend_pid() AS pid' });
const TERMINATE = statement()({ name: 'terminate', params: { pid: int }, text: 'SELECT pg_terminate_backend(:pid)' });
const SLEEP = statement()({ name: 'sleep', params: { seconds: float8 }, text: 'SELECT pg_sleep(:seconds)' });
const TERMINATE_SLEEPERS = statement()({
  name: 'terminate-sleepers',
  params: { query: text },
  text: `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = :query AND state = 'active'`,
});
const NUMBER = statement()({ name: 'number', params: { word: text }, text: 'SELECT :word::int' });
const NOTIFY = statement()({
  name: 'notify',
  params: { channel: text, payload: text },
  text: 'SELECT pg_notify(:channel, :payload)',
});
const LISTENERS = statement<{ pid: number }>()({
  name: 'listeners',
  text: `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND (query LIKE 'LISTEN%' OR query = 'SELECT 1')`,
});

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
    await pool.run(statement()({ name: 'schema', text: 'CREATE SCHEMA kanca' }), {});
    await pool.run(statement()({ name: 'table', text: 'CREATE TABLE words (word text PRIMARY KEY)' }), {});
  });

  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await dropDatabase(ADMIN_URL, NAME);
  });

  it('prepares a statement once per connection', async () => {
    const pool = open({ poolSize: 1 });
    expect(await pool.run(ADD, { left: 1, right: 2 })).toEqual([{ sum: 3 }]);
    expect(await pool.run(ADD, { left: 20, right: 22 })).toEqual([{ sum: 42 }]);
    const prepared = await pool.run(
      statement()({ name: 'prepared', text: 'SELECT name FROM pg_prepared_statements ORDER BY name' }),
      {},
    );
    expect(prepared).toEqual([{ name: 'add' }, { name: 'prepared' }]);
  });

  it('works in the schema of Kanca', async () => {
    const tables = await open().run(
      statement()({ name: 'tables', text: `SELECT schemaname AS schema FROM pg_tables WHERE tablename = 'words'` }),
      {},
    );
    expect(tables).toEqual([{ schema: 'kanca' }]);
  });

  it('commits a transaction that ends well, and takes back one that does not', async () => {
    const pool = open();
    await pool.transaction((sql) => sql.run(INSERT, { word: 'kept' }));
    const failure = pool.transaction(async (sql) => {
      await sql.run(INSERT, { word: 'lost' });
      throw new Error('changed our mind');
    });
    await expect(failure).rejects.toThrow('changed our mind');
    expect(await pool.run(COUNT, { word: 'kept' })).toEqual([{ count: 1 }]);
    expect(await pool.run(COUNT, { word: 'lost' })).toEqual([{ count: 0 }]);
  });

  it('does not take a transaction for committed whose work has swallowed an error', async () => {
    const pool = open();
    const doomed = pool.transaction(async (sql) => {
      await sql.run(INSERT, { word: 'doomed' });
      await sql.run(INSERT, { word: 'doomed' }).catch(() => undefined);
    });
    await expect(doomed).rejects.toThrow('rolled back');
    expect(await pool.run(COUNT, { word: 'doomed' })).toEqual([{ count: 0 }]);
  });

  it('keeps the connection after an error that says nothing against it', async () => {
    const pool = open({ poolSize: 1 });
    const before = await pool.run(BACKEND, {});
    await expect(pool.run(NUMBER, { word: 'no number' })).rejects.toThrow('invalid input syntax');
    expect(await pool.run(BACKEND, {})).toEqual(before);
  });

  it('survives the loss of a connection that is idle, busy, or between two statements of a transaction', async () => {
    const observer = new SilentObserver();
    const [faulted, noted] = [jest.spyOn(observer, 'faulted'), jest.spyOn(observer, 'noted')];
    const [pool, killer] = [open({ poolSize: 1, observer }), open()];
    const kill = async () => killer.run(TERMINATE, { pid: await pidOf(pool) });

    await kill();
    // The server ended it in order, and nothing was lost: a note, and no error.
    await until(() => noted.mock.calls.length > 0);
    expect(noted).toHaveBeenCalledTimes(1);
    expect(faulted).not.toHaveBeenCalled();

    const busy = pool.run(SLEEP, { seconds: 10 }).catch((error: unknown) => error);
    await until(async () => (await killer.run(TERMINATE_SLEEPERS, { query: SLEEP.text })).length > 0);
    const between = pool
      .transaction(async (sql) => {
        const [backend] = await sql.run(BACKEND, {});
        await killer.run(TERMINATE, { pid: backend?.pid ?? 0 });
        await sleep(50);
        await sql.run(ADD, { left: 1, right: 1 });
      })
      .catch((error: unknown) => error);
    expect([isUnavailable(await busy), isUnavailable(await between)]).toEqual([true, true]);
    expect(await pool.run(ADD, { left: 1, right: 1 })).toEqual([{ sum: 2 }]);
  });

  it('makes an error of a statement that takes too long, and of waiting too long for a connection', async () => {
    const pool = open({ poolSize: 1, statementTimeoutMs: 1_500, connectTimeoutMs: 700 });
    const attempts = [pool.run(SLEEP, { seconds: 5 }), pool.run(ADD, { left: 1, right: 1 })];
    const errors = await Promise.all(attempts.map((attempt) => attempt.catch((error: unknown) => error)));
    expect(errors.map(isUnavailable)).toEqual([true, true]);
    expect(await pool.run(ADD, { left: 1, right: 1 })).toEqual([{ sum: 2 }]);
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
    await pool.run(NOTIFY, { channel: 'Ünusual "channel"', payload: 'first' });
    await until(() => heard.length === 1);
    const [listener] = await pool.run(LISTENERS, {});
    await pool.run(TERMINATE, { pid: listener?.pid ?? 0 });
    await until(() => connections === 2);
    await pool.run(NOTIFY, { channel: 'Ünusual "channel"', payload: 'second' });
    await until(() => heard.length === 2);
    expect({ heard, connections }).toEqual({ heard: ['first', 'second'], connections: 2 });

    await stop();
    expect(await pool.run(LISTENERS, {})).toEqual([]);
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
    await expect(pool.run(ADD, { left: 1, right: 1 }).catch((error: unknown) => isUnavailable(error))).resolves.toBe(
      true,
    );
  });

  async function pidOf(pool: SqlPool): Promise<number> {
    const [backend] = await pool.run(BACKEND, {});
    return backend?.pid ?? 0;
  }
});
