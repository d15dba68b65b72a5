import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SqlPool } from '@kanca/database';
import { ConsumerCatalogue, Publisher } from '@kanca/dispatch';
import { ReplayRunner } from '@kanca/dispatch/engine';
import { Replays, type Replay } from '@kanca/dispatch/operator';
import { createTestEngine, type TestEngine } from '@kanca/testing';

const NEW = '00000000-0000-7000-8000-000000000002';
const EVENTS = 2_300;

/** Deliveries are held, so that everything that a replay made can be counted. */
describe('a replay that is disturbed', () => {
  let engine: TestEngine;

  beforeEach(async () => {
    engine = await createTestEngine({ settings: { worker: false, scheduler: false } });
    const publisher = engine.app.get(Publisher);
    await Promise.all(
      Array.from({ length: EVENTS }, () => publisher.publish({ tenant: 'default', type: 'a.b', data: 1 })),
    );
    await engine.app.get(ConsumerCatalogue).put({
      id: NEW,
      tenant: 'default',
      kind: 'subscription',
      name: 'new',
      filters: ['*'],
      state: 'paused',
      concurrency: 1,
      timeoutMs: 1_000,
      retry: { kind: 'list', delaysMs: [], jitter: 0 },
      reply: false,
    });
  });
  afterEach(() => engine.close());

  const fillIn = (): Promise<Replay> => engine.app.get(Replays).create({ tenant: '*', filter: { state: 'missing' } });
  const state = ({ id }: Replay): Promise<Replay> => engine.app.get(Replays).get(id, '*');
  const run = (): Promise<number> => engine.app.get(ReplayRunner).run();
  /** Deliveries, and events that have one. */
  const made = async (): Promise<unknown> =>
    (
      await engine.dataSource.query<object[]>(
        'SELECT count(*)::int AS deliveries, count(DISTINCT event_id)::int AS events FROM kanca.open_deliveries',
      )
    )[0];

  it('makes no pair twice and misses none when processes die in the middle of their steps', async () => {
    const replay = await fillIn();
    const pool = engine.app.get(SqlPool);
    const transaction = pool.transaction.bind(pool);
    let deaths = 3;
    pool.transaction = (work) =>
      transaction(async (sql) => {
        const result = await work(sql);
        // Everything is written, and nothing is committed.
        if (result !== null && deaths-- > 0) throw Object.assign(new Error('connection lost'), { code: '57P01' });
        return result;
      });
    for (let tries = 0; tries < 3; tries++) await expect(run()).rejects.toThrow('connection lost');
    expect(await made()).toEqual({ deliveries: 0, events: 0 });
    await run();
    expect(await state(replay)).toMatchObject({ state: 'done', progress: { examined: EVENTS, made: EVENTS } });
    expect(await made()).toEqual({ deliveries: EVENTS, events: EVENTS });
  });

  it('makes no pair twice when several processes make its steps, nor when several replays want the same', async () => {
    const second = await createTestEngine({ database: engine.database, settings: { worker: false, scheduler: false } });
    try {
      const replays = [await fillIn(), await fillIn()];
      await Promise.all([run(), second.app.get(ReplayRunner).run(), run()]);
      await run();
      const ended = await Promise.all(replays.map(state));
      expect(ended.map((one) => one.state)).toEqual(['done', 'done']);
      expect(ended.map(({ progress }) => progress.made + progress.skipped)).toEqual([EVENTS, EVENTS]);
      expect(await made()).toEqual({ deliveries: EVENTS, events: EVENTS });
    } finally {
      await second.close();
    }
  });

  it('is tried again when a step fails, says why, is given up after some failures, and goes on when it is resumed', async () => {
    const replay = await fillIn();
    await engine.dataSource.query(
      `ALTER TABLE kanca.open_deliveries ADD CONSTRAINT none_at_all CHECK (replay_id IS NULL)`,
    );
    await run();
    expect(await state(replay)).toMatchObject({
      state: 'running',
      error: expect.stringContaining('none_at_all') as unknown,
    });
    for (let failures = 1; failures < 5; failures++) {
      await engine.dataSource.query('UPDATE kanca.replays SET next_step_at = now()');
      await run();
    }
    expect((await state(replay)).state).toBe('failed');
    await engine.dataSource.query('ALTER TABLE kanca.open_deliveries DROP CONSTRAINT none_at_all');
    await engine.app.get(Replays).change('resume', replay.id, '*');
    await run();
    expect(await state(replay)).toMatchObject({ state: 'done', error: null, progress: { made: EVENTS } });
  });

  it('stops between two steps when its process stops, and another goes on', async () => {
    const replay = await fillIn();
    const second = await createTestEngine({ database: engine.database, settings: { worker: false, scheduler: false } });
    const running = second.app.get(ReplayRunner).run();
    await second.close();
    await running;
    await run();
    expect(await state(replay)).toMatchObject({ state: 'done', progress: { examined: EVENTS, made: EVENTS } });
    expect(await made()).toEqual({ deliveries: EVENTS, events: EVENTS });
  });
});
