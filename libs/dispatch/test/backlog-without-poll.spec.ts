import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ConsumerCatalogue,
  Publisher,
  RunnerRegistry,
  type Attempt,
  type AttemptResult,
  type ConsumerDraft,
} from '@kanca/dispatch';
import { createTestEngine, eventually, ScriptedRunner, type TestEngine, type TestEngineOptions } from '@kanca/testing';
import { setTimeout as pause } from 'node:timers/promises';

/** So late that a wake-up which is lost stays lost. */
const NEVER_MS = 3_600_000;

describe('a backlog is worked off by wake-ups alone', () => {
  const engines: TestEngine[] = [];
  const delivered = new Map<string, number>();
  let script: (attempt: Attempt) => AttemptResult;

  const start = async (settings: TestEngineOptions['settings'] = {}): Promise<TestEngine> => {
    const engine = await createTestEngine({
      settings: { ...settings, pollMs: NEVER_MS },
      ...(engines[0] === undefined ? {} : { database: engines[0].database }),
    });
    engine.app.get(RunnerRegistry).add(
      new ScriptedRunner('subscription', async (attempt) => {
        await pause(Math.random() * 5);
        const result = script(attempt);
        if (result.outcome.kind === 'succeeded')
          delivered.set(attempt.consumer.name, (delivered.get(attempt.consumer.name) ?? 0) + 1);
        return result;
      }),
    );
    engines.push(engine);
    return engine;
  };
  const put = async (name: string, more: Partial<ConsumerDraft> = {}): Promise<void> => {
    await engines[0]?.app.get(ConsumerCatalogue).put({
      id: `00000000-0000-7000-8000-00000000000${name}`,
      tenant: 'default',
      kind: 'subscription',
      name,
      filters: ['*'],
      state: 'active',
      concurrency: 3,
      timeoutMs: 5_000,
      retry: { kind: 'list', delaysMs: [1, 1, 1], jitter: 0 },
      reply: false,
      ...more,
    });
  };
  const publish = (count: number): Promise<unknown> =>
    Promise.all(
      Array.from({ length: count }, async (_, n) => {
        const replica = engines[n % engines.length];
        await replica?.app.get(Publisher).publish({ tenant: 'default', type: 'a.b', data: { key: n % 4 } });
      }),
    );
  const reached = (count: number, ...names: string[]): Promise<unknown> =>
    eventually(() => {
      expect(Object.fromEntries(delivered)).toEqual(Object.fromEntries(names.map((name) => [name, count])));
      return true;
    });

  beforeEach(() => {
    delivered.clear();
    script = () => ({ outcome: { kind: 'succeeded' } });
  });
  afterEach(async () => {
    // The first one owns the database.
    for (const engine of engines.reverse()) await engine.close();
    engines.length = 0;
  });

  it('of a consumer that takes a few at a time', async () => {
    await start();
    await put('1');
    await publish(120);
    await reached(120, '1');
  });

  it('of consumers that differ in what they take, by a worker with little room', async () => {
    await start({ maxRunning: 4 });
    await put('1', { concurrency: 1 });
    await put('2', { concurrency: 3 });
    await put('3', { concurrency: 64 });
    await publish(40);
    await reached(40, '1', '2', '3');
  });

  it('of more consumers than the worker has room for', async () => {
    await start({ maxRunning: 2 });
    const names = ['1', '2', '3', '4', '5'];
    for (const name of names) await put(name);
    await publish(10);
    await reached(10, ...names);
  });

  it('of a tenant whose subscriptions share a cap', async () => {
    await start({ tenantConcurrency: 2 });
    for (const name of ['1', '2', '3']) await put(name);
    await publish(25);
    await reached(25, '1', '2', '3');
  });

  it('by two replicas that share what one consumer takes', async () => {
    await start();
    await start();
    await put('1', { concurrency: 5 });
    await publish(150);
    await reached(150, '1');
  });

  it('of a consumer with an order, key by key', async () => {
    await start();
    await put('1', { orderBy: 'data.key', concurrency: 16 });
    await publish(40);
    await reached(40, '1');
  });

  it('of deliveries that fail at first', async () => {
    await start();
    await put('1');
    script = ({ number }) =>
      number < 3 ? { outcome: { kind: 'failed' }, error: 'Not yet.' } : { outcome: { kind: 'succeeded' } };
    await publish(30);
    await reached(30, '1');
  });

  it('of a consumer with a rate', async () => {
    await start();
    await put('1', { rateLimit: 40, concurrency: 16 });
    await publish(100);
    await reached(100, '1');
  });

  it('of a consumer that is let go after it was held', async () => {
    await start();
    await put('1', { state: 'paused' });
    await publish(30);
    await put('1');
    await reached(30, '1');
  });
});
