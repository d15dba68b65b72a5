import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConsumerCatalogue, Publisher, RunnerRegistry } from '@kanca/dispatch';
import { CrashRecovery, DeliveryQueue } from '@kanca/dispatch/engine';
import { DeliveryQueries } from '@kanca/dispatch/operator';
import { createTestDatabase, createTestEngine, eventually, ScriptedRunner } from '@kanca/testing';
import type { TestDatabase, TestEngine } from '@kanca/testing';

const CONSUMER = '00000000-0000-7000-8000-000000000001';
const CONCURRENCY = 4;
/** Nothing here may wait for the end of a lease. */
const LONG_CLAIMS = { claimMarginMs: 3_600_000, maxClaimMs: 3_600_000 };
const IDLE = { worker: false, scheduler: false };

/** A worker that died with its hands full once stopped its consumers until its leases ended: in a crash loop, for ever. */
describe('claims of a worker that is gone', () => {
  let database: TestDatabase;
  const engines: TestEngine[] = [];

  beforeEach(async () => {
    database = await createTestDatabase();
  });

  afterEach(async () => {
    for (const engine of engines.splice(0)) await engine.close();
    await database.drop();
  });

  const start = async (settings: Parameters<typeof createTestEngine>[0]): Promise<TestEngine> => {
    const engine = await createTestEngine({ database, ...settings });
    engines.push(engine);
    return engine;
  };
  const put = (engine: TestEngine): Promise<unknown> =>
    engine.app.get(ConsumerCatalogue).put({
      id: CONSUMER,
      tenant: 'default',
      kind: 'subscription',
      name: 'busy',
      filters: ['*'],
      state: 'active',
      concurrency: CONCURRENCY,
      timeoutMs: 600_000,
      retry: { kind: 'list', delaysMs: [1, 1, 1], jitter: 0 },
      reply: false,
    });
  const publish = async (engine: TestEngine, count: number): Promise<void> => {
    for (let n = 0; n < count; n++)
      await engine.app.get(Publisher).publish({ tenant: 'default', type: 'a.b', data: n });
  };
  const delivered = async (engine: TestEngine): Promise<number> =>
    (await engine.app.get(DeliveryQueries).list({ tenant: '*', limit: 200, state: 'delivered' })).data.length;
  const claimAll = (engine: TestEngine): ReturnType<DeliveryQueue['claim']> =>
    engine.app.get(DeliveryQueue).claim({ slots: 100, kinds: ['subscription'], consumerIds: [] });

  it('are given to others within seconds, however long their leases are', async () => {
    const dying = await createTestEngine({ database, settings: { ...LONG_CLAIMS, ...IDLE } });
    await put(dying);
    await publish(dying, 2 * CONCURRENCY);
    expect((await claimAll(dying)).deliveries).toHaveLength(CONCURRENCY);
    await dying.close();
    const living = await start({ settings: LONG_CLAIMS });
    living.app.get(RunnerRegistry).add(new ScriptedRunner('subscription', () => ({ outcome: { kind: 'succeeded' } })));
    await eventually(async () => (await delivered(living)) === 2 * CONCURRENCY, { withinMs: 15_000 });
  });

  it('take no place of their consumer once their leases have run out, before anybody has settled them', async () => {
    const engine = await start({ settings: IDLE });
    await put(engine);
    await publish(engine, 2 * CONCURRENCY);
    expect((await claimAll(engine)).deliveries).toHaveLength(CONCURRENCY);
    const other = await start({ settings: IDLE });
    const claimed = await eventually(async () => {
      // Again and again: the worker lives, and prolongs its leases each second.
      await engine.dataSource.query(`UPDATE kanca.claims SET lease_until = now() - interval '1 second'`);
      const { deliveries } = await claimAll(other);
      return deliveries.length > 0 && deliveries;
    });
    expect(claimed).toHaveLength(CONCURRENCY);
  });

  it('are not those of a worker whose connections were cut: it goes on, and nobody repeats its work', async () => {
    const working = await start({ settings: LONG_CLAIMS });
    const numbers: number[] = [];
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    working.app.get(RunnerRegistry).add(
      new ScriptedRunner('subscription', async ({ number }) => {
        numbers.push(number);
        await held;
        return { outcome: { kind: 'succeeded' } };
      }),
    );
    await put(working);
    await publish(working, 1);
    await eventually(() => numbers.length === 1);
    const watching = await start({ settings: { ...IDLE, ...LONG_CLAIMS } });
    await watching.dataSource.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    const until = Date.now() + 6_000;
    while (Date.now() < until) {
      await watching.app
        .get(CrashRecovery)
        .recover()
        .catch(() => 0);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    release();
    await eventually(async () => (await delivered(watching)) === 1);
    expect(numbers).toEqual([1]);
  }, 60_000);
});
