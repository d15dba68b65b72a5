import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConsumerCatalogue, Publisher, RunnerRegistry } from '@kanca/dispatch';
import { createTestEngine, eventually, ScriptedRunner, type TestEngine } from '@kanca/testing';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';

const CONCURRENCY = 2;
const EVENTS = 7;
/** Far fewer than the events: an attempt that waits to be written down takes a slot of the worker. */
const SLOTS = 5;

describe('a consumer has room for its next delivery when an attempt is over', () => {
  let engine: TestEngine;
  const called: string[] = [];
  let running = 0;
  let most = 0;

  beforeEach(async () => {
    called.length = running = most = 0;
    engine = await createTestEngine({ settings: { maxRunning: SLOTS } });
    engine.app.get(RunnerRegistry).add(
      new ScriptedRunner('subscription', async ({ deliveryId }) => {
        most = Math.max(most, ++running);
        called.push(deliveryId);
        await pause(5);
        running--;
        return { outcome: { kind: 'succeeded' } };
      }),
    );
    await engine.app.get(ConsumerCatalogue).put({
      id: '00000000-0000-7000-8000-000000000001',
      tenant: 'default',
      kind: 'subscription',
      name: 'slow to write down',
      filters: ['*'],
      state: 'active',
      concurrency: CONCURRENCY,
      timeoutMs: 5_000,
      retry: { kind: 'list', delaysMs: [1], jitter: 0 },
      reply: false,
    });
  });
  afterEach(() => engine.close());

  it('also while nothing can be written down, but for no more than the worker has slots; none is called twice', async () => {
    const lock = engine.app.get(DataSource).createQueryRunner();
    await lock.startTransaction();
    await lock.query('LOCK TABLE kanca.finished_deliveries IN SHARE MODE');
    for (let n = 0; n < EVENTS; n++)
      await engine.app.get(Publisher).publish({ tenant: 'default', type: 'a.b', data: { n } });
    await eventually(() => called.length === SLOTS);
    await pause(300);
    expect(called).toHaveLength(SLOTS);

    await lock.commitTransaction();
    await lock.release();
    await eventually(() => called.length === EVENTS);
    await eventually(async () => {
      const [row] = await engine.app
        .get(DataSource)
        .query<[{ count: number }]>('SELECT count(*)::int AS count FROM kanca.finished_deliveries');
      return row.count === EVENTS;
    });
    expect(new Set(called).size).toBe(EVENTS);
    expect(most).toBe(CONCURRENCY);
  });
});
