import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, type TestDatabase } from '@kanca/testing';
import pg from 'pg';
import { freePort, startHubProcess } from '../support/hub-process.js';
import { createHubDatabase } from '../support/test-hub.js';

const EVENTS = 300;
const KILLS = 3;

/** The kill is the real one: no promise, no `finally`, no transaction of the handler comes to its end. */
describe('a handler that works with once, in a hub that is killed', () => {
  let database: TestDatabase;
  let client: pg.Client;
  let folder: string;
  let env: Record<string, string>;

  beforeAll(async () => {
    database = await createHubDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(
      `CREATE TABLE public.counters AS SELECT n, 0 AS times FROM generate_series(1, ${String(EVENTS)}) AS n`,
    );
    folder = mkdtempSync(join(tmpdir(), 'kanca-calls-'));
    env = {
      PORT: String(await freePort()),
      DATABASE_URL: database.url,
      KANCA_ENCRYPTION_KEYS: Buffer.alloc(32, 5).toString('base64'),
      KANCA_MODULES: './test/dispatch/handler-counter.module.mjs',
      CALLS_FILE: join(folder, 'calls'),
      LOG_LEVEL: 'fatal',
    };
  });

  afterAll(async () => {
    await client.end();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const calls = (): readonly string[] => {
    const file = env['CALLS_FILE'] ?? '';
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  };

  it('has counted every event exactly once, though it was called for some of them twice', async () => {
    let hub = await startHubProcess(env);
    try {
      await client.query(
        `SELECT kanca.emit('counted', json_build_object('n', n)) FROM generate_series(1, ${String(EVENTS)}) AS n`,
      );
      for (let kill = 1; kill <= KILLS; kill++) {
        const before = calls().length;
        await eventually(() => calls().length >= before + 20, { everyMs: 2 });
        await hub.kill();
        await client.query(`UPDATE kanca.claims SET lease_until = now() - interval '1 second'`);
        hub = await startHubProcess(env);
      }
      await eventually(
        async () => {
          const { rows } = await client.query<{ open: string }>('SELECT count(*) AS open FROM kanca.open_deliveries');
          return rows[0]?.open === '0';
        },
        { withinMs: 90_000, everyMs: 100 },
      );
    } finally {
      await hub.stop();
    }
    expect(calls().length).toBeGreaterThan(EVENTS);
    const { rows } = await client.query('SELECT n, times FROM public.counters WHERE times <> 1 ORDER BY n');
    expect(rows).toEqual([]);
  }, 300_000);
});
