import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConsumerCatalogue, Publisher, RunnerRegistry, type ConsumerDraft } from '@kanca/dispatch';
import { FinishDrain } from '@kanca/dispatch/engine';
import {
  DeliveryQueries,
  HeldDeliveries,
  QueueSwitch,
  type Backlog,
  type ResumeOptions,
} from '@kanca/dispatch/operator';
import { createTestEngine, eventually, ScriptedRunner, type TestEngine } from '@kanca/testing';

const CONSUMER = '00000000-0000-7000-8000-000000000001';
const EARLIER = '00000000-0000-7000-8000-000000000002';

describe('a consumer that was paused', () => {
  let engine: TestEngine;
  let runner: ScriptedRunner;
  let running: Promise<void>;
  let failing: boolean;

  beforeEach(async () => {
    // Nobody looks after what was forgotten.
    engine = await createTestEngine({ settings: { scheduler: false } });
    running = Promise.resolve();
    failing = false;
    runner = new ScriptedRunner('subscription', async () => {
      await running;
      return { outcome: { kind: failing ? 'failed' : 'succeeded' } };
    });
    engine.app.get(RunnerRegistry).add(runner);
  });
  afterEach(() => engine.close());

  const put = (more: Partial<ConsumerDraft> = {}): Promise<void> =>
    engine.app.get(ConsumerCatalogue).put({
      id: CONSUMER,
      tenant: 'default',
      kind: 'subscription',
      name: 'consumer',
      filters: ['*'],
      state: 'paused',
      concurrency: 1,
      timeoutMs: 10_000,
      retry: { kind: 'list', delaysMs: [], jitter: 0 },
      reply: false,
      ...more,
    });
  const publish = async (...data: unknown[]): Promise<void> => {
    for (const one of data) {
      await engine.app.get(Publisher).publish({ tenant: 'default', type: 'a.b', data: one });
      // Ids tell milliseconds apart.
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  };
  const setState = (state: 'active' | 'paused'): Promise<boolean> =>
    engine.app.get(ConsumerCatalogue).setState(CONSUMER, state);
  const resume = async (options: ResumeOptions): Promise<Backlog> =>
    (await engine.app.get(HeldDeliveries).release(CONSUMER, options, () => setState('active'))).backlog;
  const count = async (state: string): Promise<number> =>
    (await engine.app.get(DeliveryQueries).list({ tenant: '*', limit: 200, state })).data.length;
  const heard = (): unknown[] => runner.attempts.map(({ event }) => event.data);

  it('delivers everything that was held, oldest first', async () => {
    await put();
    await publish(1, 2, 3);
    expect(await count('held')).toBe(3);
    expect(await resume({})).toEqual({ delivering: 3, cancelled: 0 });
    await eventually(async () => (await count('delivered')) === 3);
    expect(heard()).toEqual([1, 2, 3]);
  });

  it('delivers none of it, when that is wanted, and all that comes after', async () => {
    await put();
    await publish(1, 2, 3);
    expect(await resume({ deliver: 'none' })).toEqual({ delivering: 0, cancelled: 3 });
    await publish(4);
    await eventually(async () => (await count('delivered')) === 1);
    expect(heard()).toEqual([4]);
    expect(await count('cancelled')).toBe(3);
  });

  it('delivers the newest of it, oldest first', async () => {
    await put();
    await publish(1, 2, 3, 4);
    expect(await resume({ deliver: { last: 2 } })).toEqual({ delivering: 2, cancelled: 2 });
    await eventually(async () => (await count('delivered')) === 2);
    expect(heard()).toEqual([3, 4]);
  });

  it('delivers all of it when that is less than the newest that are wanted', async () => {
    await put();
    await publish(1, 2);
    expect(await resume({ deliver: { last: 5 } })).toEqual({ delivering: 2, cancelled: 0 });
    await eventually(async () => (await count('delivered')) === 2);
  });

  it('stays paused when the process dies in between, and the same call again does the rest', async () => {
    await put();
    await publish(1, 2, 3);
    const dies = (): Promise<void> => Promise.reject(new Error('killed'));
    await expect(engine.app.get(HeldDeliveries).release(CONSUMER, { deliver: { last: 1 } }, dies)).rejects.toThrow(
      'killed',
    );
    expect([await count('held'), await count('cancelled')]).toEqual([1, 2]);
    expect(await resume({ deliver: { last: 1 } })).toEqual({ delivering: 1, cancelled: 0 });
    await eventually(async () => (await count('delivered')) === 1);
    expect(heard()).toEqual([3]);
  });

  it('keeps an attempt that is still running', async () => {
    let end = (): void => undefined;
    running = new Promise((resolve) => {
      end = resolve;
    });
    await put({ state: 'active' });
    await publish(1, 2);
    await eventually(() => runner.attempts.length === 1);
    await setState('paused');
    expect(await resume({ deliver: 'none' })).toEqual({ delivering: 1, cancelled: 1 });
    end();
    await eventually(async () => (await count('delivered')) === 1);
    expect(heard()).toEqual([1]);
  });

  it('cancels nothing of a consumer that is active, and says of nothing that it goes out now: nothing of it is held', async () => {
    await engine.app.get(QueueSwitch).pause();
    await put({ state: 'active' });
    await publish(1);
    expect(await resume({ deliver: 'none' })).toEqual({ delivering: 0, cancelled: 0 });
    expect(await resume({})).toEqual({ delivering: 0, cancelled: 0 });
  });

  it('gives the turn to the next of a key when the first ones are cancelled', async () => {
    await put({ orderBy: 'data' });
    await publish('key', 'key', 'key');
    expect(await resume({ deliver: { last: 2 } })).toEqual({ delivering: 2, cancelled: 1 });
    await eventually(async () => (await count('delivered')) === 2);
  });

  it('a delivery that was being given its turn was delivered although it was to be cancelled', async () => {
    await put({ orderBy: 'data' });
    await publish('a', 'b', 'c');
    // As giving a turn does, from another process that has not committed yet.
    const other = engine.dataSource.createQueryRunner();
    await other.startTransaction();
    await other.query(
      `UPDATE kanca.open_deliveries SET waits = false, due_at = now()
       WHERE id = (SELECT id FROM kanca.open_deliveries ORDER BY id OFFSET 1 LIMIT 1)`,
    );
    let isOver = false;
    const resumed = resume({ deliver: 'none' }).finally(() => (isOver = true));
    await eventually(async () => {
      const [{ waiting } = { waiting: 0 }] = await engine.dataSource.query<{ waiting: number }[]>(
        `SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return isOver || waiting > 0;
    });
    await other.commitTransaction();
    await other.release();
    expect(await resumed).toEqual({ delivering: 0, cancelled: 3 });
    expect([await count('cancelled'), heard()]).toEqual([3, []]);
  });

  it('cancels more than fits into one step', async () => {
    await put();
    await publish(1);
    await engine.dataSource.query(`
      INSERT INTO kanca.open_deliveries (tenant, id, event_id, consumer_id)
      SELECT d.tenant, gen_random_uuid(), d.event_id, d.consumer_id FROM kanca.open_deliveries d, generate_series(1, 11000)`);
    expect(await resume({ deliver: 'none' })).toEqual({ delivering: 0, cancelled: 11_001 });
  });

  it('goes at a rate until what was held is through, and then as fast as ever', async () => {
    const rates = (): Promise<{ drain_rate: number | null }[]> =>
      engine.dataSource.query('SELECT drain_rate FROM kanca.consumer_turns');
    await put();
    await publish(1, 2);
    await engine.app.get(QueueSwitch).pause();
    expect(await resume({ rate: 50 })).toEqual({ delivering: 2, cancelled: 0 });
    expect(await rates()).toEqual([{ drain_rate: 50 }]);
    // Not while something of it is left, whatever comes after it.
    expect(await engine.app.get(FinishDrain).run()).toBe(0);
    await publish(3);
    await engine.app.get(QueueSwitch).resume();
    await eventually(async () => (await count('delivered')) === 3);
    await engine.app.get(FinishDrain).run();
    expect(await rates()).toEqual([{ drain_rate: null }]);
    expect(heard()).toEqual([1, 2, 3]);
  });

  it.each([
    { retry: { kind: 'list', delaysMs: [3_600_000], jitter: 0 } },
    { orderBy: 'type', onPoison: 'block' },
    { orderBy: 'type', retry: { kind: 'list', delaysMs: [3_600_000], jitter: 0 } },
  ] as const)('is as fast as ever although some of it failed, with %j', async (more) => {
    failing = true;
    await put(more);
    await publish(1, 2);
    expect(await resume({ rate: 50 })).toEqual({ delivering: 2, cancelled: 0 });
    await eventually(async () => (await engine.app.get(FinishDrain).run()) === 1);
    expect(heard()).toEqual('orderBy' in more ? [1] : [1, 2]);
  });

  it('keeps its rate while the first of a key is tried again in a moment', async () => {
    failing = true;
    await put({ orderBy: 'type', retry: { kind: 'list', delaysMs: [40_000], jitter: 0 } });
    await publish(1, 2);
    await resume({ rate: 50 });
    await eventually(
      async () =>
        (await engine.dataSource.query<object[]>('SELECT FROM kanca.open_deliveries WHERE lane = 1')).length > 0,
    );
    expect(await engine.app.get(FinishDrain).run()).toBe(0);
  });

  it.each([{}, { orderBy: 'data' }])(
    'a drain never ended while an earlier handler was paused, with %j',
    async (more: Partial<ConsumerDraft>) => {
      const earlier = { id: EARLIER, name: 'earlier', order: 10 };
      await put(earlier);
      await put({ order: 20, ...more });
      await publish('key', 'key');
      await resume({ rate: 50 });
      expect(await engine.app.get(FinishDrain).run()).toBe(1);
      // One that is not paused will let them go, and then they go at the rate.
      await setState('paused');
      await resume({ rate: 50 });
      await engine.app.get(QueueSwitch).pause();
      await put({ ...earlier, state: 'active' });
      expect(await engine.app.get(FinishDrain).run()).toBe(0);
    },
  );

  it('a claim that had read the rate of a drain that ended meanwhile failed: the end of a drain is a change of the turn', async () => {
    const served = async (): Promise<unknown> =>
      (await engine.dataSource.query<object[]>('SELECT served_at, drain_rate FROM kanca.consumer_turns'))[0];
    await put();
    await resume({ rate: 50 });
    const before = await served();
    expect(await engine.app.get(FinishDrain).run()).toBe(1);
    const after = await served();
    expect(after).toMatchObject({ drain_rate: null });
    expect(after).not.toMatchObject({ served_at: (before as { served_at: Date }).served_at });
  });

  it('forgets the rate of a resumption before, when it is resumed without one', async () => {
    await put();
    await publish(1);
    await engine.app.get(QueueSwitch).pause();
    await resume({ rate: 0.01 });
    await setState('paused');
    await resume({});
    await engine.app.get(QueueSwitch).resume();
    await eventually(async () => (await count('delivered')) === 1);
  });

  it.each<ResumeOptions>([{ deliver: { last: 0 } }, { deliver: { last: 2_000_000 } }, { rate: 0 }, { rate: 1e9 }])(
    'is not resumed with %j',
    async (options) => {
      await put();
      await expect(resume(options)).rejects.toMatchObject({ code: 'invalid_request' });
      expect((await engine.app.get(ConsumerCatalogue).read(CONSUMER))?.state).toBe('paused');
    },
  );

  it.each([0.000_9, 1e-46, NaN])(
    'a rate of %d, which would never have ended, was taken after everything was cancelled',
    async (rate) => {
      await put();
      await publish(1);
      await expect(resume({ deliver: 'none', rate })).rejects.toMatchObject({
        problems: [{ field: 'rate', problem: 'expects 0.001 to 100000 deliveries a second' }],
      });
      expect([await count('held'), await count('cancelled')]).toEqual([1, 0]);
    },
  );

  it('is held with all others by the switch of the queue, which changes none of them', async () => {
    const queue = engine.app.get(QueueSwitch);
    expect(await queue.isPaused()).toBe(false);
    await queue.pause();
    expect(await queue.isPaused()).toBe(true);
    await put({ state: 'active' });
    await publish(1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(heard()).toEqual([]);
    expect((await engine.app.get(ConsumerCatalogue).read(CONSUMER))?.state).toBe('active');
    await queue.resume();
    await eventually(async () => (await count('delivered')) === 1);
  });
});
