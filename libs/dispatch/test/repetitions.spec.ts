import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConsumerCatalogue, EventLog, RunnerRegistry } from '@kanca/dispatch';
import { createTestEngine, eventually, ScriptedRunner, type TestEngine } from '@kanca/testing';

const A_MINUTE_MS = 60_000;

/** What the ledger of events makes of the same key when the key is a hash, which is no id. */
describe('the same key again', () => {
  let engine: TestEngine;
  let heard: number;
  beforeEach(async () => {
    engine = await createTestEngine({});
    heard = 0;
    engine.app.get(RunnerRegistry).add(
      new ScriptedRunner('subscription', () => {
        heard += 1;
        return { outcome: { kind: 'succeeded' } };
      }),
    );
    await engine.app.get(ConsumerCatalogue).put({
      id: '00000000-0000-7000-8000-000000000001',
      tenant: 'default',
      kind: 'subscription',
      name: 'all',
      filters: ['*'],
      state: 'active',
      concurrency: 1,
      timeoutMs: 1_000,
      retry: { kind: 'list', delaysMs: [5], jitter: 0 },
      reply: false,
    });
  });
  afterEach(() => engine.close());

  async function append(
    repeatsWithinMs: number | undefined,
    keys: readonly string[],
    log = engine.app.get(EventLog),
  ): Promise<string> {
    const { events } = await log.append({
      tenant: 'default',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      events: keys.map((dedupKey) => ({
        provider: 'acme',
        source: '/acme',
        sourceId: null,
        type: 'acme.rang',
        dedupKey,
        repeatsWithinMs,
        datacontenttype: 'application/json',
        data: Buffer.from('{}'),
      })),
    });
    return events.map(({ duplicate }) => (duplicate ? 'duplicate' : 'new')).join(' ');
  }

  async function pass(seconds: number): Promise<void> {
    await engine.dataSource.query(
      `UPDATE kanca.events SET received_at = received_at - ${String(seconds)} * interval '1 second'`,
    );
  }

  it('is one event within its window, counted from the first, and a new one after it', async () => {
    expect(await append(A_MINUTE_MS, ['bell'])).toBe('new');
    await pass(40);
    expect(await append(A_MINUTE_MS, ['bell'])).toBe('duplicate');
    await pass(30);
    expect(await append(A_MINUTE_MS, ['bell'])).toBe('new');
    expect(await append(A_MINUTE_MS, ['bell'])).toBe('duplicate');
    expect(await eventually(() => heard === 2)).toBe(true);
    const rows = await engine.dataSource.query<{ duplicates: number }[]>('SELECT duplicates FROM kanca.events');
    expect(rows.map(({ duplicates }) => duplicates)).toEqual([1, 1]);
  });

  it('is never the same event where it never repeats, in one batch neither', async () => {
    expect(await append(0, ['change', 'change'])).toBe('new new');
    expect(await append(0, ['change'])).toBe('new');
  });

  it('is the same event for as long as it is kept where it is an id', async () => {
    expect(await append(undefined, ['dlv-1'])).toBe('new');
    await pass(86_400);
    expect(await append(undefined, ['dlv-1'])).toBe('duplicate');
  });

  it('becomes one new event and not two when two replicas hear of it at once after its window', async () => {
    const second = await createTestEngine({ database: engine.database });
    try {
      for (let round = 0; round < 10; round++) {
        await pass(90);
        const other = second.app.get(EventLog);
        const mine = engine.app.get(EventLog);
        const arrivals = await Promise.all([mine, other, mine, other].map((log) => append(A_MINUTE_MS, ['bell'], log)));
        expect(arrivals.filter((outcome) => outcome === 'new')).toHaveLength(1);
      }
    } finally {
      await second.close();
    }
  });
});
