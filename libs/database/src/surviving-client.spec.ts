import { EventEmitter } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SilentObserver } from '@kanca/core';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { createDatabase, dropDatabase } from './create-database.js';
import { dataSourceOptions } from './data-source-options.js';
import { SqlPool } from './sql-pool.js';
import { statement } from './statements/index.js';

const ADMIN_URL = process.env['KANCA_TEST_DATABASE_URL'] ?? '';
const NAME = 'surviving_client_spec';

/** The server may end a session in the packet in which it says that it is ready: `pg_terminate_backend` in a loop does. */
describe('a connection that the server ends before anybody listens to it', () => {
  let url: string;

  beforeAll(async () => {
    await dropDatabase(ADMIN_URL, NAME);
    url = await createDatabase(ADMIN_URL, NAME);
  });

  afterAll(() => dropDatabase(ADMIN_URL, NAME));

  /** How many would hear of its end, in the moment in which pg's pool has taken its own listener away and its caller has not added one. */
  const heardBy = (pool: Pool): Promise<number> =>
    new Promise((resolve) => {
      pool.once('acquire', (client: EventEmitter) => {
        queueMicrotask(() => {
          resolve(client.listenerCount('error'));
        });
      });
    });

  it('does not end the process when TypeORM has asked for it', async () => {
    const source = await new DataSource(
      dataSourceOptions({ url, tables: [], observer: new SilentObserver() }),
    ).initialize();
    const heard = heardBy(poolOf(source.driver, 'master'));
    await source.query('SELECT 1');
    expect(await heard).toBeGreaterThan(0);
    await source.destroy();
  });

  it('does not end the process when the pool of hot statements has asked for it', async () => {
    const pool = new SqlPool({ url, observer: new SilentObserver() });
    const heard = heardBy(poolOf(pool, 'pool'));
    await pool.run(statement()({ name: 'one', text: 'SELECT 1' }), {});
    expect(await heard).toBeGreaterThan(0);
    await pool.end();
  });
});

function poolOf(owner: object, property: string): Pool {
  const pool: unknown = Reflect.get(owner, property);
  if (pool instanceof EventEmitter) return pool as Pool;
  throw new TypeError(`no pool is in ${property}`);
}
