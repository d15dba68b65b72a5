import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, eventually, type TestDatabase } from '@kanca/testing';
import { DataSource } from 'typeorm';
import { startDatabaseProxy, type DatabaseProxy } from '../support/database-proxy.js';
import { startTestHub, type TestHub } from '../support/test-hub.js';

interface Problem {
  readonly code: string;
  readonly detail: string;
}

/** A database that answers slowly, not at all, or by half. Providers wait for 10 s at most. */
describe('a hub whose database is unwell', () => {
  let database: TestDatabase;
  let proxy: DatabaseProxy;
  let hub: TestHub;
  let direct: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase();
    proxy = await startDatabaseProxy(database.url);
    hub = await startTestHub({ database, env: { DATABASE_URL: proxy.url } });
    direct = await new DataSource({ type: 'postgres', url: database.url }).initialize();
  });

  afterEach(async () => {
    proxy.restore();
    await eventually(async () => (await publish()).status === 202, { withinMs: 60_000 });
  });

  afterAll(async () => {
    await direct.destroy();
    await hub.close();
    await proxy.close();
    await database.drop();
  });

  const publish = (type = 'a.b'): Promise<{ status: number; body: Problem; headers: Headers }> =>
    hub.call('POST', '/events', { type, data: 1 });
  const ready = async (): Promise<{ status: number; reasons: readonly string[] }> => {
    const answer = await fetch(`${hub.url}/health/ready`);
    const { reasons } = (await answer.json()) as { reasons: readonly string[] };
    return { status: answer.status, reasons };
  };

  it('answers 503 with Retry-After before its callers give up, when the database hangs, and is well soon after it', async () => {
    proxy.freeze();
    const started = Date.now();
    const [{ status, body, headers }, during] = await Promise.all([publish(), sleep(5_000).then(ready)]);
    // By a deadline of its own (8 s): the one of a statement, on which it once waited, ends after 30 s.
    expect(Date.now() - started).toBeLessThan(20_000);
    expect([status, body.code]).toEqual([503, 'unavailable']);
    expect(headers.get('retry-after')).not.toBeNull();
    expect(during.status).toBe(503);
    proxy.restore();
    await eventually(async () => (await publish()).status === 202, { withinMs: 60_000 });
  }, 120_000);

  it('finds out what it stored when the answer is lost, so that nobody stores it twice', async () => {
    const cut = proxy.cutAfter('append-events');
    const { status } = await publish('cut.off');
    await cut;
    expect(status).toBe(202);
    const { body } = await hub.call<{ data: unknown[] }>('GET', '/events?type=cut.off');
    expect(body.data).toHaveLength(1);
  }, 120_000);

  it('is not ready while nothing can be stored although the database answers, and says why in words for everybody', async () => {
    await direct.query(`
      CREATE FUNCTION public.full_disk() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'could not extend file "base/16384/1": No space left' USING ERRCODE = '53100'; END $$`);
    await direct.query(
      `CREATE TRIGGER full_disk BEFORE INSERT ON kanca.events FOR EACH ROW EXECUTE FUNCTION public.full_disk()`,
    );
    try {
      // After some seconds in which nothing could be stored.
      await eventually(
        async () => {
          expect((await publish()).body.detail).toBe(`The database's disk is full. Nothing was stored.`);
          return (await ready()).status === 503;
        },
        { everyMs: 100 },
      );
      expect(await ready()).toEqual({
        status: 503,
        reasons: [`Events cannot be stored: The database's disk is full.`],
      });
    } finally {
      await direct.query('DROP TRIGGER full_disk ON kanca.events');
    }
    expect((await publish()).status).toBe(202);
    await eventually(async () => (await ready()).status === 200);
  }, 120_000);

  it('shows its metrics without the database, and that it is down', async () => {
    const metrics = async (): Promise<string> => (await fetch(`${hub.url}/metrics`)).text();
    expect(await metrics()).toMatch(/^kanca_database_up 1$/m);
    proxy.goAway();
    const answer = await fetch(`${hub.url}/metrics`);
    expect(answer.status).toBe(200);
    const text = await answer.text();
    expect(text).toMatch(/^kanca_database_up 0$/m);
    expect(text).toContain('process_cpu_seconds_total');
    expect(text).not.toMatch(/^kanca_queue_deliveries\{/m);
  }, 120_000);
});
