import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { RetryPolicy } from '@kanca/core';
import {
  ConsumerCatalogue,
  EventLog,
  Publisher,
  RunnerRegistry,
  type AttemptResult,
  type Consumer,
  type ConsumerDraft,
} from '@kanca/dispatch';
import { DeliveryQueue } from '@kanca/dispatch/engine';
import { DeliveryQueries, DeliveryControl } from '@kanca/dispatch/operator';
import { createTestEngine, eventually, ScriptedRunner, type TestEngine } from '@kanca/testing';

const QUICK: RetryPolicy = { kind: 'list', delaysMs: [1, 1, 1], jitter: 0 };
const OK: AttemptResult = { outcome: { kind: 'succeeded' } };
const FAIL: AttemptResult = { outcome: { kind: 'failed' }, status: 500, error: 'Answered 500.' };

function consumer(id: number, more: Partial<Consumer> = {}): ConsumerDraft {
  return {
    id: `00000000-0000-7000-8000-${String(id).padStart(12, '0')}`,
    tenant: 'default',
    kind: 'subscription',
    name: `consumer ${String(id)}`,
    filters: ['*'],
    state: 'active',
    concurrency: 16,
    timeoutMs: 1_000,
    retry: QUICK,
    reply: false,
    ...more,
  };
}

describe('the engine', () => {
  let engine: TestEngine;
  let script: (consumerName: string, attempt: number, type: string) => AttemptResult | Promise<AttemptResult>;
  let runner: ScriptedRunner;

  beforeEach(async () => {
    engine = await createTestEngine();
    script = () => OK;
    runner = new ScriptedRunner('subscription', ({ consumer: { name }, number, event }) =>
      script(name, number, event.type),
    );
    engine.app.get(RunnerRegistry).add(runner);
  });

  afterEach(async () => {
    await engine.close();
  });

  const publish = (type: string, id?: string): ReturnType<Publisher['publish']> =>
    engine.app.get(Publisher).publish({ tenant: 'default', type, data: { hello: 'world' }, id });
  const put = (...consumers: ConsumerDraft[]): Promise<unknown> =>
    Promise.all(consumers.map((one) => engine.app.get(ConsumerCatalogue).put(one)));
  const deliveries = async (state?: string): Promise<readonly { state: string; attemptCount: number; id: string }[]> =>
    (await engine.app.get(DeliveryQueries).list({ tenant: '*', limit: 200, state })).data;

  it('delivers an event to every consumer whose filters match, and to no other', async () => {
    await put(consumer(1), consumer(2, { filters: ['invoice.*'] }), consumer(3, { filters: ['order.*'] }));
    expect(await publish('invoice.paid')).toMatchObject({ deliveries: 2, duplicate: false });
    await eventually(async () => (await deliveries('delivered')).length === 2);
    expect(runner.attempts.map((attempt) => attempt.consumer.name).sort()).toEqual(['consumer 1', 'consumer 2']);
    expect(runner.attempts[0]?.event.data).toEqual({ hello: 'world' });
  });

  it('stores an event once, however often and however concurrently it comes', async () => {
    await put(consumer(1));
    const receipts = await Promise.all(Array.from({ length: 40 }, () => publish('invoice.paid', 'order-1')));
    expect(new Set(receipts.map(({ id }) => id)).size).toBe(1);
    expect(receipts.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    await eventually(async () => (await deliveries('delivered')).length === 1);
    expect((await publish('invoice.paid', 'order-1')).duplicate).toBe(true);
    const [[row]] = [await engine.dataSource.query<{ duplicates: number }[]>('SELECT duplicates FROM kanca.events')];
    expect(row?.duplicates).toBe(40);
  });

  it('tries again by the policy until it works', async () => {
    await put(consumer(1));
    script = (_, attempt) => (attempt < 3 ? FAIL : OK);
    await publish('invoice.paid');
    const [delivery] = await eventually(async () => {
      const found = await deliveries('delivered');
      return found.length === 1 && found;
    });
    const { attempts } = await engine.app.get(DeliveryQueries).get(String(delivery?.id), '*');
    expect(attempts.map(({ outcome, status, stale }) => ({ outcome, status, stale }))).toEqual([
      { outcome: 'failed', status: 500, stale: false },
      { outcome: 'failed', status: 500, stale: false },
      { outcome: 'succeeded', status: null, stale: false },
    ]);
  });

  it('takes it for a failure when a runner throws instead of answering', async () => {
    jest.spyOn(runner, 'run').mockImplementationOnce(() => {
      throw new Error('thrown at once');
    });
    await put(consumer(1));
    await publish('invoice.paid');
    await eventually(async () => (await deliveries('delivered'))[0]?.attemptCount === 2);
    expect(runner.attempts.map(({ number }) => number)).toEqual([2]);
  });

  it('makes a dead letter when the attempts are used up, and tries once more for each manual retry', async () => {
    await put(consumer(1));
    script = () => FAIL;
    await publish('invoice.paid');
    const [dead] = await eventually(async () => {
      const found = await deliveries('dead');
      return found.length === 1 && found;
    });
    expect(dead?.attemptCount).toBe(4);
    for (const expected of [5, 6]) {
      await engine.app.get(DeliveryControl).retry(String(dead?.id), '*');
      await eventually(async () => (await deliveries('dead'))[0]?.attemptCount === expected);
    }
    script = () => OK;
    await engine.app.get(DeliveryControl).retry(String(dead?.id), '*');
    await eventually(async () => (await deliveries('delivered')).length === 1);
  });

  it('holds the deliveries of a paused consumer and lets them go when it is active again', async () => {
    await put(consumer(1, { state: 'paused' }));
    await publish('invoice.paid');
    expect(await deliveries('held')).toHaveLength(1);
    await engine.app.get(ConsumerCatalogue).setState(consumer(1).id, 'active');
    await eventually(async () => (await deliveries('delivered')).length === 1);
  });

  it('holds what a consumer has waiting when its endpoint says that it is gone', async () => {
    await put(consumer(1));
    script = () => ({ ...FAIL, disable: true });
    await publish('invoice.paid');
    await eventually(async () => (await deliveries('held')).length === 1);
    await publish('invoice.paid');
    expect(await deliveries('held')).toHaveLength(2);
  });

  it('never runs more of a consumer at once than its concurrency, on all replicas together', async () => {
    const second = await createTestEngine({ database: engine.database });
    second.app.get(RunnerRegistry).add(runner);
    try {
      let running = 0;
      let most = 0;
      script = async () => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 15));
        running--;
        return OK;
      };
      await put(consumer(1, { concurrency: 3 }));
      await Promise.all(Array.from({ length: 60 }, () => publish('invoice.paid')));
      await eventually(async () => (await deliveries('delivered')).length === 60);
      expect(most).toBeLessThanOrEqual(3);
      expect(most).toBeGreaterThan(1);
    } finally {
      await second.close();
    }
  });

  it('does not let a consumer that hangs with a backlog delay its neighbour', async () => {
    await put(consumer(1, { concurrency: 4, timeoutMs: 5_000 }), consumer(2, { filters: ['good.*'] }));
    const hung = new Promise<AttemptResult>(() => undefined);
    script = (name) => (name === 'consumer 1' ? hung : OK);
    await Promise.all(Array.from({ length: 300 }, () => publish('bad.thing')));
    const started = Date.now();
    await publish('good.thing');
    await eventually(async () => (await deliveries('delivered')).length === 1);
    expect(Date.now() - started).toBeLessThan(1_500);
  });

  it('gives a delivery back when its worker is gone, and lets the stale worker change nothing', async () => {
    let release: (result: AttemptResult) => void = () => undefined;
    script = (_, attempt) => (attempt === 1 ? new Promise<AttemptResult>((resolve) => (release = resolve)) : OK);
    await put(consumer(1, { timeoutMs: 60_000 }));
    await publish('invoice.paid');
    await eventually(() => runner.attempts.length === 1);
    await engine.dataSource.query(`UPDATE kanca.claims SET lease_until = now() - interval '1 second'`);
    const [delivered] = await eventually(async () => {
      const found = await deliveries('delivered');
      return found.length === 1 && found;
    });
    release(FAIL);
    const detail = await eventually(async () => {
      const found = await engine.app.get(DeliveryQueries).get(String(delivered?.id), '*');
      return found.attempts.length === 3 && found;
    });
    expect(detail.state).toBe('delivered');
    expect(detail.attempts.map(({ outcome, stale }) => [outcome, stale]).sort()).toEqual([
      ['failed', true],
      ['lost', false],
      ['succeeded', false],
    ]);
  });

  it('keeps what takes longer than a lease, for as long as its worker lives', async () => {
    const patient = await createTestEngine({ settings: { maxClaimMs: 600 } });
    try {
      const long = new ScriptedRunner('subscription', async () => {
        await new Promise((resolve) => setTimeout(resolve, 2_500));
        return OK;
      });
      patient.app.get(RunnerRegistry).add(long);
      await patient.app.get(ConsumerCatalogue).put(consumer(1, { timeoutMs: 60_000 }));
      await patient.app.get(Publisher).publish({ tenant: 'default', type: 'invoice.paid', data: 1 });
      await eventually(async () => {
        const { data } = await patient.app.get(DeliveryQueries).list({ tenant: '*', limit: 1, state: 'delivered' });
        return data.length === 1;
      });
      expect(long.attempts.map(({ number }) => number)).toEqual([1]);
    } finally {
      await patient.close();
    }
  });

  it('counts one of two completions of the same attempt that come together', async () => {
    const slow = await createTestEngine({ settings: { worker: false, scheduler: false } });
    try {
      await slow.app.get(ConsumerCatalogue).put(consumer(1));
      await slow.app.get(Publisher).publish({ tenant: 'default', type: 'invoice.paid', data: 1 });
      const queue = slow.app.get(DeliveryQueue);
      const { deliveries: claimed } = await queue.claim({ slots: 1, kinds: ['subscription'], consumerIds: [] });
      const [delivery] = claimed;
      if (delivery === undefined) throw new Error('nothing was claimed');
      const settled = { ...delivery, number: 1, startedAt: Date.now(), durationMs: 1 };
      const counted = await Promise.all([
        queue.complete({ ...settled, outcome: 'succeeded', verdict: { state: 'delivered' } }),
        queue.complete({ ...settled, outcome: 'failed', verdict: { state: 'dead' } }),
      ]);
      expect(counted).toEqual([true, false]);
      const { data } = await slow.app.get(DeliveryQueries).list({ tenant: '*', limit: 10 });
      expect(data.map(({ state }) => state)).toEqual(['delivered']);
    } finally {
      await slow.close();
    }
  });

  it('tells a consumer that was put by another replica of the very next event', async () => {
    const second = await createTestEngine({ database: engine.database });
    try {
      for (let round = 1; round <= 20; round++) {
        await second.app.get(ConsumerCatalogue).put(consumer(round));
        expect((await publish('invoice.paid')).deliveries).toBe(round);
      }
    } finally {
      await second.close();
    }
  });

  it('stores several events of one request with its bytes once', async () => {
    const body = Buffer.from('[{"n":1},{"n":2}]');
    const event = { provider: 'acme', source: '/acme', sourceId: null, datacontenttype: 'application/json' };
    const arrival = {
      tenant: 'default',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      raw: { body, headers: { 'x-acme': '1' } },
      events: [
        { ...event, type: 'acme.one', dedupKey: 'd1:0', data: Buffer.from('{"n":1}') },
        { ...event, type: 'acme.two', dedupKey: 'd1:1', data: Buffer.from('{"n":2}') },
        { ...event, type: 'acme.all', dedupKey: 'd1:2', data: 'raw' as const },
      ],
    };
    const first = await engine.app.get(EventLog).append(arrival);
    expect(first.events.map(({ duplicate }) => duplicate)).toEqual([false, false, false]);
    const again = await engine.app.get(EventLog).append(arrival);
    expect(again.events).toEqual(first.events.map(({ uuid }) => ({ uuid, duplicate: true, deliveries: 0 })));
    const bodies = await engine.dataSource.query<{ content: Buffer }[]>('SELECT content FROM kanca.bodies');
    expect(bodies.map(({ content }) => content.toString()).sort()).toEqual(['[{"n":1},{"n":2}]', '{"n":1}', '{"n":2}']);
  });

  it('does not let one event that PostgreSQL refuses fail the events that share its commit', async () => {
    const results = await Promise.allSettled([
      publish('fine.one'),
      engine.app.get(Publisher).publish({ tenant: 'default', type: 'with.nul', data: 1, subject: 'a\0b' }),
      publish('fine.two'),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
  });
});
