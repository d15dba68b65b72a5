import { afterEach, describe, expect, it } from '@jest/globals';
import { Clock } from '@kanca/core';
import { ConsumerCatalogue, Publisher, RunnerRegistry } from '@kanca/dispatch';
import { CrashRecovery, Housekeeping } from '@kanca/dispatch/engine';
import { DeliveryQueries } from '@kanca/dispatch/operator';
import { createTestEngine, eventually, ScriptedRunner, type TestEngine } from '@kanca/testing';

const DAY_MS = 86_400_000;

/** A machine whose clock is wrong by some time. */
class SkewedClock extends Clock {
  constructor(private readonly byMs: number) {
    super();
  }

  now(): number {
    return Date.now() + this.byMs;
  }
}

/** The database's clock decides: what is due, which lease is over, when an event came in. */
describe('replicas whose clocks are days apart', () => {
  const engines: TestEngine[] = [];
  const attempts: { readonly type: string; readonly engine: number; readonly number: number }[] = [];

  afterEach(async () => {
    for (const engine of engines.splice(0).reverse()) await engine.close();
    attempts.length = 0;
  });

  const start = async (byMs: number): Promise<TestEngine> => {
    const [first] = engines;
    const engine = await createTestEngine({
      clock: new SkewedClock(byMs),
      ...(first === undefined ? {} : { database: first.database }),
    });
    const index = engines.push(engine) - 1;
    engine.app.get(RunnerRegistry).add(
      new ScriptedRunner('subscription', ({ event: { type }, number }) => {
        attempts.push({ type, engine: index, number });
        return { outcome: { kind: number === 1 ? 'failed' : 'succeeded' } };
      }),
    );
    return engine;
  };

  it('lose nothing, deliver nothing twice, take no lease from each other, and forget nothing too early', async () => {
    const late = await start(-3 * DAY_MS);
    const early = await start(3 * DAY_MS);
    await late.app.get(ConsumerCatalogue).put({
      id: '00000000-0000-7000-8000-000000000001',
      tenant: 'default',
      kind: 'subscription',
      name: 'both',
      filters: ['*'],
      state: 'active',
      concurrency: 8,
      timeoutMs: 5_000,
      retry: { kind: 'list', delaysMs: [300], jitter: 0 },
      reply: false,
    });
    const publish = (engine: TestEngine, type: string): Promise<unknown> =>
      engine.app.get(Publisher).publish({ tenant: 'default', type, data: 1 });
    const types = Array.from({ length: 40 }, (_, n) => `a.t${String(n)}`);
    await Promise.all(types.map((type, n) => publish(n % 2 === 0 ? late : early, type)));
    for (const engine of engines) {
      await engine.app.get(CrashRecovery).recover();
      await engine.app.get(Housekeeping).forget();
    }
    const list = async (): ReturnType<() => Promise<Awaited<ReturnType<DeliveryQueries['list']>>['data']>> =>
      (await late.app.get(DeliveryQueries).list({ tenant: '*', limit: 200 })).data;
    await eventually(async () => (await list()).filter(({ state }) => state === 'delivered').length === types.length);
    for (const type of types)
      expect(attempts.filter((attempt) => attempt.type === type).map(({ number }) => number)).toEqual([1, 2]);
    for (const { createdAt, finishedAt } of await list()) {
      expect(Math.abs(createdAt.getTime() - Date.now())).toBeLessThan(DAY_MS);
      expect((finishedAt?.getTime() ?? 0) - createdAt.getTime()).toBeGreaterThanOrEqual(300);
    }
  });
});
