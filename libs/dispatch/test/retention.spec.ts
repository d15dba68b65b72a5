import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@kanca/core';
import { ConsumerCatalogue, Publisher, RunnerRegistry } from '@kanca/dispatch';
import { Housekeeping } from '@kanca/dispatch/engine';
import { DeliveryQueries, DeliveryControl, EventQueries } from '@kanca/dispatch/operator';
import { createTestEngine, eventually, ScriptedRunner, type TestEngine } from '@kanca/testing';

const DAY_MS = 86_400_000;
const PROMPT = '00000000-0000-7000-8000-000000000001';
const HELD = '00000000-0000-7000-8000-000000000002';

class ShiftedClock extends Clock {
  days = -40;
  now(): number {
    return Date.now() + this.days * DAY_MS;
  }
}

/** An event goes 30 days after it came in; what still waits does not. */
describe('the retention', () => {
  const clock = new ShiftedClock();
  let engine: TestEngine;
  let waiting: string;

  const put = (id: string, filters: string[], state: 'active' | 'paused'): Promise<unknown> =>
    engine.app.get(ConsumerCatalogue).put({
      id,
      tenant: 'default',
      kind: 'subscription',
      name: id,
      filters,
      state,
      concurrency: 10,
      timeoutMs: 1_000,
      retry: { kind: 'list', delaysMs: [1], jitter: 0 },
      reply: false,
    });
  const partitions = async (): Promise<string[]> =>
    (
      await engine.dataSource.query<{ name: string }[]>(
        `SELECT relname AS name FROM pg_class WHERE relname ~ '^(finished_deliveries|earlier_attempts)_[0-9]{8}$'`,
      )
    ).map(({ name }) => name);

  beforeAll(async () => {
    engine = await createTestEngine({ clock });
    let failed = false;
    engine.app.get(RunnerRegistry).add(
      new ScriptedRunner('subscription', () => {
        if (failed) return { outcome: { kind: 'succeeded' } };
        failed = true;
        return { outcome: { kind: 'failed' }, error: 'Once.' };
      }),
    );
    await put(PROMPT, ['done.*'], 'active');
    await put(HELD, ['held.*'], 'paused');
    const publisher = engine.app.get(Publisher);
    await publisher.publish({ tenant: 'default', type: 'done.a', data: 1 });
    await publisher.publish({ tenant: 'default', type: 'held.b', data: { still: 'here' } });
    await eventually(async () => (await list('delivered')).length === 1);
    waiting = (await list('held'))[0]?.id ?? '';
    const before = await partitions();
    clock.days = 0;
    await engine.app.get(Housekeeping).makeRoom();
    await engine.app.get(Housekeeping).forget();
    expect((await partitions()).filter((name) => before.includes(name))).toEqual([]);
  });

  afterAll(() => engine.close());

  const list = async (state?: string): Promise<readonly { id: string; event: { type: string } }[]> =>
    (await engine.app.get(DeliveryQueries).list({ tenant: '*', limit: 10, state })).data;

  it('forgets events with their deliveries and attempts', async () => {
    const { data: events } = await engine.app.get(EventQueries).list({ tenant: '*', limit: 10 });
    expect(events.map(({ type }) => type)).toEqual(['held.b']);
    expect(await engine.dataSource.query('SELECT FROM kanca.attempts')).toEqual([]);
  });

  it('keeps what waits, with its event and its bytes, and delivers it when its consumer is back', async () => {
    expect((await list()).map(({ event }) => event.type)).toEqual(['held.b']);
    await put(HELD, ['held.*'], 'active');
    await eventually(async () => (await list('delivered')).length === 1);
  });

  it('shows what ended a moment ago, however old it is, and lets it be retried', async () => {
    await engine.app.get(Housekeeping).forget();
    const { state } = await engine.app.get(DeliveryQueries).get(waiting, '*');
    expect(state).toBe('delivered');
    await engine.app.get(DeliveryControl).retry(waiting, '*');
    const again = await eventually(async () => {
      const found = await engine.app.get(DeliveryQueries).get(waiting, '*');
      return found.state === 'delivered' && found.attempts.length === 2 && found;
    });
    expect(again.attempts.map(({ number, outcome }) => [number, outcome])).toEqual([
      [1, 'succeeded'],
      [2, 'succeeded'],
    ]);
  });
});
