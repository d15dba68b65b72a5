import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConsumerCatalogue, ConsumerThrottle, Publisher, type ConsumerDraft } from '@kanca/dispatch';
import { DeliveryQueue, type ClaimedDelivery } from '@kanca/dispatch/engine';
import { createTestEngine, type TestEngine } from '@kanca/testing';
import { setTimeout as pause } from 'node:timers/promises';

const ID = '00000000-0000-7000-8000-000000000001';

describe('a consumer that is held back', () => {
  let engine: TestEngine;
  beforeEach(async () => {
    engine = await createTestEngine({ settings: { worker: false, scheduler: false } });
  });
  afterEach(() => engine.close());

  const throttle = (): ConsumerThrottle => engine.app.get(ConsumerThrottle);
  const put = (more: Partial<ConsumerDraft> = {}): Promise<void> =>
    engine.app.get(ConsumerCatalogue).put({
      id: ID,
      tenant: 'default',
      kind: 'subscription',
      name: 'https://subscriber.example',
      filters: ['*'],
      state: 'active',
      concurrency: 16,
      timeoutMs: 1_000,
      retry: { kind: 'list', delaysMs: [1], jitter: 0 },
      reply: false,
      ...more,
    });
  const publish = (count: number): Promise<unknown> =>
    Promise.all(
      Array.from({ length: count }, () =>
        engine.app.get(Publisher).publish({ tenant: 'default', type: 'a.b', data: 1 }),
      ),
    );
  const claim = async (): Promise<readonly ClaimedDelivery[]> =>
    (await engine.app.get(DeliveryQueue).claim({ slots: 100, kinds: ['subscription'], consumerIds: [] })).deliveries;
  const finish = (deliveries: readonly ClaimedDelivery[]): Promise<unknown> =>
    Promise.all(
      deliveries.map((delivery) =>
        engine.app.get(DeliveryQueue).complete({
          ...delivery,
          number: delivery.attempt,
          verdict: { state: 'delivered' },
          outcome: 'succeeded',
          startedAt: Date.now(),
          durationMs: 1,
        }),
      ),
    );
  /** As if the last claim had been made so long ago. */
  const letPass = (seconds: number): Promise<unknown> =>
    engine.dataSource.query(
      `UPDATE kanca.consumer_turns SET filled_at = filled_at - $1 * interval '1 second', learnt_at = learnt_at - $1 * interval '1 second',
         parked_until = parked_until - $1 * interval '1 second'`,
      [seconds],
    );

  it('throttle-actually-throttles: no more goes out in a second than its limit says, whoever claims', async () => {
    await put({ rateLimit: 3 });
    await publish(20);
    const first = await claim();
    expect(first).toHaveLength(3);
    expect((await claim()).length).toBeLessThan(3);
    await letPass(3_600);
    expect(await claim()).toHaveLength(3);
    await letPass(3_600);
    expect(await claim()).toHaveLength(3);
  });

  it('goes out once in ten seconds when its limit is a tenth', async () => {
    await put({ rateLimit: 0.1 });
    await publish(3);
    expect(await claim()).toHaveLength(1);
    await letPass(9);
    expect(await claim()).toEqual([]);
    await letPass(1.1);
    expect(await claim()).toHaveLength(1);
  });

  it('goes as fast as ever when the limit is taken away', async () => {
    await put({ rateLimit: 1 });
    await publish(8);
    expect(await claim()).toHaveLength(1);
    await put();
    expect(await claim()).toHaveLength(7);
  });

  it('is not called while it is parked, spends no attempt, and is called again when the time is over', async () => {
    await put();
    await publish(5);
    await throttle().park(ID, 60_000, false);
    expect(await claim()).toEqual([]);
    await letPass(61);
    const claimed = await claim();
    expect(claimed.map(({ attempt }) => attempt)).toEqual([1, 1, 1, 1, 1]);
  });

  it('keeps the longer of two parks', async () => {
    await put();
    await publish(1);
    await throttle().park(ID, 60_000, false);
    await throttle().park(ID, 1, false);
    await pause(20);
    expect(await claim()).toEqual([]);
  });

  it('gets one delivery at a time while it is probed', async () => {
    await put();
    await publish(5);
    await throttle().park(ID, 0, true);
    const first = await claim();
    expect(first).toHaveLength(1);
    expect(await claim()).toEqual([]);
    expect(await throttle().read([ID])).toMatchObject([
      { consumerId: ID, isProbed: true, parkedUntil: expect.any(Date) as unknown },
    ]);
    expect(await throttle().countOpen()).toBe(1);
    // Not even when it has ended, as long as nobody has said what came of it.
    await finish(first);
    expect(await claim()).toEqual([]);
    await letPass(4);
    expect(await claim()).toHaveLength(1);
    await throttle().release(ID);
    expect(await claim()).toHaveLength(3);
    expect(await throttle().countOpen()).toBe(0);
  });

  it('halves its rate when it was too much, once for many answers of one moment, and grows again', async () => {
    await put();
    await publish(30);
    await throttle().slowDown(ID, 20);
    await throttle().slowDown(ID, 20);
    expect(await throttle().read()).toMatchObject([{ learntRate: 10 }]);
    expect(await claim()).toEqual([]);
    await letPass(1);
    expect(await claim()).toHaveLength(10);
    await throttle().slowDown(ID, 20);
    expect(await throttle().read()).toMatchObject([{ learntRate: 5 }]);
    await letPass(2);
    await throttle().quicken([ID]);
    await throttle().quicken([ID]);
    expect(await throttle().read()).toMatchObject([{ learntRate: 6.5 }]);
    await throttle().release(ID, true);
    expect(await throttle().read()).toEqual([]);
    expect(await claim()).toHaveLength(16 - 10);
  });

  it('is never slowed down to a standstill', async () => {
    await put();
    for (let n = 0; n < 12; n++) {
      await throttle().slowDown(ID, 1);
      await letPass(2);
    }
    expect((await throttle().read())[0]?.learntRate).toBeCloseTo(0.2);
  });

  it('forgets a rate that has grown beyond what matters', async () => {
    await put();
    await throttle().slowDown(ID, 1_990);
    await letPass(2);
    await throttle().quicken([ID]);
    expect(await throttle().read()).toEqual([]);
  });
});
