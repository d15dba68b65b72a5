import { afterEach, describe, expect, it } from '@jest/globals';
import { ConsumerCatalogue, Publisher, RunnerRegistry, type DispatchSettings } from '@kanca/dispatch';
import { DeliveryQueue, type Claimed, type ClaimedDelivery } from '@kanca/dispatch/engine';
import { createTestEngine, eventually, ScriptedRunner, type TestEngine } from '@kanca/testing';

/** Of the tenant that publishes a burst. */
const SUBSCRIPTIONS = 300;
/** So late that a wake-up which is lost stays lost. */
const NEVER_MS = 3_600_000;

describe('the burst of one tenant', () => {
  let engine: TestEngine;
  let consumers = 0;
  const called = new Map<string, number>();
  const letGo: (() => void)[] = [];

  afterEach(async () => {
    for (const go of letGo.splice(0)) go();
    await engine.close();
    consumers = 0;
    called.clear();
  });

  const start = async (settings: Partial<DispatchSettings>): Promise<void> => {
    engine = await createTestEngine({ settings });
  };
  /** A worker with so many slots, whose attempts end when the test says so. */
  const startWorker = async (maxRunning: number): Promise<void> => {
    await start({ maxRunning, pollMs: NEVER_MS });
    engine.app.get(RunnerRegistry).add(
      new ScriptedRunner('subscription', ({ consumer }) => {
        called.set(consumer.tenant, (called.get(consumer.tenant) ?? 0) + 1);
        return new Promise((resolve) => {
          letGo.push(() => {
            resolve({ outcome: { kind: 'succeeded' } });
          });
        });
      }),
    );
  };
  const subscribe = async (tenant: string, count: number, concurrency = 16): Promise<void> => {
    for (let n = 0; n < count; n++) {
      const id = `00000000-0000-7000-8000-${String(++consumers).padStart(12, '0')}`;
      await engine.app.get(ConsumerCatalogue).put({
        id,
        tenant,
        kind: 'subscription',
        name: id,
        filters: ['*'],
        state: 'active',
        concurrency,
        timeoutMs: 60_000,
        retry: { kind: 'list', delaysMs: [1], jitter: 0 },
        reply: false,
      });
    }
  };
  const publish = (tenant: string, count: number): Promise<unknown> =>
    Promise.all(
      Array.from({ length: count }, () => engine.app.get(Publisher).publish({ tenant, type: 'a.b', data: 1 })),
    );
  const claim = (slots: number): Promise<Claimed> =>
    engine.app.get(DeliveryQueue).claim({ slots, kinds: ['subscription'], consumerIds: [] });
  const byTenant = (deliveries: readonly ClaimedDelivery[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const { tenant } of deliveries) counts[tenant] = (counts[tenant] ?? 0) + 1;
    return counts;
  };

  it('does not put 300 subscriptions before the one of another tenant', async () => {
    await start({ worker: false, scheduler: false });
    await subscribe('calm', 1);
    await publish('calm', 1);
    expect(byTenant((await claim(20)).deliveries)).toEqual({ calm: 1 });

    await subscribe('busy', SUBSCRIPTIONS);
    await publish('busy', 10);
    await publish('calm', 1);
    expect(byTenant((await claim(20)).deliveries)['calm']).toBe(1);
  }, 120_000);

  it('is given as many slots as each of two others that have as much to do, not 100 times as many', async () => {
    await start({ worker: false, scheduler: false });
    await subscribe('busy', 100);
    for (const tenant of ['calm', 'quiet']) await subscribe(tenant, 1, 64);
    for (const tenant of ['busy', 'calm', 'quiet']) await publish(tenant, 40);
    expect(byTenant((await claim(90)).deliveries)).toEqual({ busy: 30, calm: 30, quiet: 30 });
  }, 120_000);

  it('is given each slot that the others have no room for', async () => {
    await start({ worker: false, scheduler: false });
    await subscribe('busy', 100);
    await subscribe('calm', 1, 5);
    for (const tenant of ['busy', 'calm']) await publish(tenant, 40);
    expect(byTenant((await claim(60)).deliveries)).toEqual({ busy: 53, calm: 5 });
  }, 120_000);

  it('leaves the others room in a worker, however long its endpoints take', async () => {
    await startWorker(64);
    await subscribe('busy', SUBSCRIPTIONS);
    for (const tenant of ['calm', 'quiet']) await subscribe(tenant, 1);
    await publish('busy', 10);
    await eventually(() => called.get('busy') === 56, { withinMs: 20_000 });
    await publish('calm', 1);
    await eventually(() => called.get('calm') === 1);
    // One that bursts as well takes a part of what is left, and leaves a part of it.
    await publish('calm', 40);
    await eventually(
      () => {
        expect(called.get('calm')).toBeGreaterThan(4);
        return true;
      },
      { withinMs: 5000 },
    );
    await publish('quiet', 1);
    await eventually(() => called.get('quiet') === 1);
    expect(called.get('busy')).toBe(56);
  }, 120_000);

  it('goes on by itself when its attempts end, and uses what others leave of their share', async () => {
    await startWorker(64);
    await subscribe('busy', 100, 1);
    await subscribe('calm', 1, 64);
    await publish('busy', 3);
    await publish('calm', 1);
    await eventually(() => called.get('busy') === 56 && called.get('calm') === 1, { withinMs: 20_000 });
    await eventually(
      () => {
        for (const go of letGo.splice(0)) go();
        return called.get('busy') === 300;
      },
      { withinMs: 30_000 },
    );
  }, 120_000);
});
