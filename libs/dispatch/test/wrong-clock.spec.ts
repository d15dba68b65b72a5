import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock, SilentObserver } from '@kanca/core';
import { ConsumerCatalogue, Publisher, RunnerRegistry } from '@kanca/dispatch';
import { Housekeeping } from '@kanca/dispatch/engine';
import { DeliveryQueries, EventQueries } from '@kanca/dispatch/operator';
import { createTestEngine, eventually, ScriptedRunner, type TestEngine } from '@kanca/testing';

const DAY_MS = 86_400_000;
const CONSUMER = '00000000-0000-7000-8000-000000000001';

class ShiftedClock extends Clock {
  days = 0;
  now(): number {
    return Date.now() + this.days * DAY_MS;
  }
}

class Hearing extends SilentObserver {
  readonly notes: string[] = [];
  override noted(message?: string): void {
    this.notes.push(message ?? '');
  }
}

/** Bodies lie in days of the hub's clock, events carry the database's: a hub whose clock was wrong once lost what waited. */
describe('a hub whose clock was wrong', () => {
  const clock = new ShiftedClock();
  const observer = new Hearing();
  let engine: TestEngine;

  beforeAll(async () => {
    engine = await createTestEngine({ clock, observer });
    engine.app.get(RunnerRegistry).add(new ScriptedRunner('subscription', () => ({ outcome: { kind: 'succeeded' } })));
  });

  afterAll(() => engine.close());

  const put = (state: 'active' | 'paused'): Promise<unknown> =>
    engine.app.get(ConsumerCatalogue).put({
      id: CONSUMER,
      tenant: 'default',
      kind: 'subscription',
      name: 'held',
      filters: ['*'],
      state,
      concurrency: 10,
      timeoutMs: 1_000,
      retry: { kind: 'list', delaysMs: [], jitter: 0 },
      reply: false,
    });
  const publish = (): Promise<unknown> =>
    engine.app.get(Publisher).publish({ tenant: 'default', type: 'a.b', data: 'needed' });

  it('40 days behind: what it stored and what still waits is delivered after its clock was mended', async () => {
    await put('paused');
    clock.days = -40;
    await engine.app.get(Housekeeping).makeRoom();
    await publish();
    clock.days = 0;
    await engine.app.get(Housekeeping).makeRoom();
    await engine.app.get(Housekeeping).forget();
    await put('active');
    const list = () => engine.app.get(DeliveryQueries).list({ tenant: '*', limit: 10 });
    await eventually(async () => (await list()).data.every(({ state }) => state === 'delivered'));
  });

  it('40 days ahead: it forgets nothing, and says what is wrong', async () => {
    await publish();
    const count = async () => (await engine.app.get(EventQueries).list({ tenant: '*', limit: 10 })).data.length;
    const before = await count();
    clock.days = 40;
    await engine.app.get(Housekeeping).forget();
    clock.days = 0;
    expect(await count()).toBe(before);
    expect(observer.notes.join()).toContain(`57600 minutes ahead of the database's clock`);
  });
});
