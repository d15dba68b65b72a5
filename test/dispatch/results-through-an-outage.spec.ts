import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConsumerCatalogue, Publisher, RunnerRegistry } from '@kanca/dispatch';
import { DeliveryQueries } from '@kanca/dispatch/operator';
import { createTestDatabase, createTestEngine, eventually, ScriptedRunner } from '@kanca/testing';
import type { TestDatabase, TestEngine } from '@kanca/testing';
import { startDatabaseProxy, type DatabaseProxy } from '../support/database-proxy.js';

const CONSUMER = '00000000-0000-7000-8000-000000000001';
const DELIVERIES = 5;

/** Results were once thrown away at the first error: what had been taken was sent again, or became a dead letter. */
describe('attempts that end while the database is away', () => {
  let database: TestDatabase;
  let proxy: DatabaseProxy;
  let engine: TestEngine;
  let attempts: number[];
  let end: () => void;

  beforeEach(async () => {
    database = await createTestDatabase();
    proxy = await startDatabaseProxy(database.url);
    engine = await createTestEngine({ database: { ...database, url: proxy.url } });
    attempts = [];
    const held = new Promise<void>((resolve) => {
      end = resolve;
    });
    engine.app.get(RunnerRegistry).add(
      new ScriptedRunner('subscription', async ({ number }) => {
        attempts.push(number);
        await held;
        return { outcome: { kind: 'succeeded' }, status: 200 };
      }),
    );
  });

  afterEach(async () => {
    proxy.restore();
    await engine.close();
    await proxy.close();
    await database.drop();
  });

  it.each([
    ['one attempt', []],
    ['retries', [1, 1, 1]],
  ])('are delivered, and made once, with a policy of %s', async (_, delaysMs) => {
    await engine.app.get(ConsumerCatalogue).put({
      id: CONSUMER,
      tenant: 'default',
      kind: 'subscription',
      name: 'taken',
      filters: ['*'],
      state: 'active',
      concurrency: DELIVERIES,
      timeoutMs: 60_000,
      retry: { kind: 'list', delaysMs, jitter: 0 },
      reply: false,
    });
    for (let n = 0; n < DELIVERIES; n++)
      await engine.app.get(Publisher).publish({ tenant: 'default', type: 'a.b', data: n });
    await eventually(() => attempts.length === DELIVERIES);
    proxy.goAway();
    end();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    proxy.restore();
    const list = async (): Promise<readonly { state: string; attempts: number }[]> =>
      (await engine.app.get(DeliveryQueries).list({ tenant: '*', limit: 50 })).data.map(({ state, attemptCount }) => ({
        state,
        attempts: attemptCount,
      }));
    await eventually(async () =>
      (await list().catch(() => [{ state: 'unknown' }])).every(({ state }) => ['delivered', 'dead'].includes(state)),
    );
    expect(await list()).toEqual(Array.from({ length: DELIVERIES }, () => ({ state: 'delivered', attempts: 1 })));
    expect(attempts).toEqual(Array.from({ length: DELIVERIES }, () => 1));
  });
});
