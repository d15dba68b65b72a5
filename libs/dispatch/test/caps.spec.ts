import { afterEach, describe, expect, it } from '@jest/globals';
import { ConsumerCatalogue, Publisher, type ConsumerDraft } from '@kanca/dispatch';
import { DeliveryQueue, type ClaimedDelivery } from '@kanca/dispatch/engine';
import { createTestEngine, type TestEngine } from '@kanca/testing';

const uuid = (n: number): string => `00000000-0000-7000-8000-00000000000${String(n)}`;

describe('how much runs at once', () => {
  let engine: TestEngine;
  afterEach(() => engine.close());

  const start = async (settings: { readonly tenantConcurrency?: number } = {}): Promise<void> => {
    engine = await createTestEngine({ settings: { worker: false, scheduler: false, ...settings } });
  };
  const put = (n: number, more: Partial<ConsumerDraft> = {}): Promise<void> =>
    engine.app.get(ConsumerCatalogue).put({
      id: uuid(n),
      tenant: 'default',
      kind: 'subscription',
      name: `consumer ${String(n)}`,
      filters: ['*'],
      state: 'active',
      concurrency: 16,
      timeoutMs: 1_000,
      retry: { kind: 'list', delaysMs: [1], jitter: 0 },
      reply: false,
      ...more,
    });
  const publish = (count: number, tenant = 'default'): Promise<unknown> =>
    Promise.all(
      Array.from({ length: count }, () => engine.app.get(Publisher).publish({ tenant, type: 'a.b', data: 1 })),
    );
  const claim = async (slots = 100): Promise<readonly ClaimedDelivery[]> =>
    (await engine.app.get(DeliveryQueue).claim({ slots, kinds: ['subscription'], consumerIds: [] })).deliveries;
  const byConsumer = (deliveries: readonly ClaimedDelivery[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const { consumerId } of deliveries) counts[consumerId] = (counts[consumerId] ?? 0) + 1;
    return counts;
  };
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

  it('of one tenant: its subscriptions share the cap, and other tenants do not feel it', async () => {
    await start({ tenantConcurrency: 5 });
    await put(1, { tenant: 'busy' });
    await put(2, { tenant: 'busy' });
    await put(3, { tenant: 'calm' });
    await publish(20, 'busy');
    await publish(4, 'calm');
    const first = await claim();
    const counts = byConsumer(first);
    expect(counts[uuid(3)]).toBe(4);
    expect((counts[uuid(1)] ?? 0) + (counts[uuid(2)] ?? 0)).toBe(5);
    expect(Math.min(counts[uuid(1)] ?? 0, counts[uuid(2)] ?? 0)).toBe(2);

    expect(await claim()).toEqual([]);
    await finish(first.filter(({ consumerId }) => consumerId === uuid(1)));
    const next = byConsumer(await claim());
    expect((next[uuid(1)] ?? 0) + (next[uuid(2)] ?? 0)).toBe(counts[uuid(1)]);
  });

  it('of one tenant with more subscriptions than the cap: each gets its turn', async () => {
    await start({ tenantConcurrency: 2 });
    for (const n of [1, 2, 3, 4]) await put(n, { concurrency: 2 });
    await publish(3);
    const served = new Set<string>();
    for (let round = 0; round < 8; round++) {
      const claimed = await claim();
      expect(claimed.length).toBeLessThanOrEqual(2);
      for (const { consumerId } of claimed) served.add(consumerId);
      await finish(claimed);
    }
    expect(served.size).toBe(4);
  });

  it('of a consumer that drains its backlog at a rate: as much as its bucket holds, oldest first', async () => {
    await start();
    await put(1);
    await put(2);
    for (let n = 0; n < 12; n++) await publish(1);
    const drain = (filledSecondsAgo: number): Promise<unknown> =>
      engine.dataSource.query(
        `UPDATE kanca.consumer_turns SET drain_rate = 4, drain_until = now(), tokens = coalesce(tokens, 0),
                filled_at = now() - $2 * interval '1 second' WHERE consumer_id = $1`,
        [uuid(1), filledSecondsAgo],
      );
    await drain(1);
    const first = await claim();
    expect(byConsumer(first)).toEqual({ [uuid(1)]: 4, [uuid(2)]: 12 });
    expect(await claim()).toEqual([]);
    // However long nobody came by, a bucket holds what a second brings.
    await drain(3_600);
    const second = await claim();
    expect(byConsumer(second)).toEqual({ [uuid(1)]: 4 });
    const drained = [...first, ...second]
      .filter(({ consumerId }) => consumerId === uuid(1))
      .map(({ event }) => event.id);
    expect(drained).toEqual([...drained].sort());
  });

  it('nothing, while the whole queue is paused', async () => {
    await start();
    await put(1);
    await publish(1);
    await engine.dataSource.query('UPDATE kanca.consumer_set SET paused = true');
    expect(await claim()).toEqual([]);
    await engine.dataSource.query('UPDATE kanca.consumer_set SET paused = false');
    expect(await claim()).toHaveLength(1);
  });
});
