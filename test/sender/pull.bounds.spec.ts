import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import { DataSource } from 'typeorm';
import { ADMIN_KEY, callApi, startTestHub, type TestHub } from '../support/test-hub.js';

interface Fetched {
  readonly lease: string | null;
  readonly deliveries: readonly { readonly id: string; readonly attempt: number; readonly body: string }[];
}

const MIB = 1024 * 1024;

describe('what a subscriber that fetches can ask of the hub', () => {
  let hub: TestHub;
  let connections: AbortController;

  beforeEach(async () => {
    connections = new AbortController();
    hub = await startTestHub();
  });

  afterEach(async () => {
    connections.abort();
    await hub.close();
  });

  const subscribed = async (more: object = {}): Promise<string> =>
    (await hub.subscribe({ delivery: 'pull', ...more })).id;
  const publish = (count: number): Promise<unknown> =>
    hub.call('POST', '/events/batch', { events: Array.from({ length: count }, () => ({ type: 'a.b', data: {} })) });
  const fetched = async (id: string, body: object = {}): Promise<Fetched> =>
    (await hub.call<Fetched>('POST', `/subscriptions/${id}/fetch`, body)).body;
  const listen = (id: string): Promise<Response> =>
    fetch(`${hub.url}/api/v1/subscriptions/${id}/stream`, {
      headers: { authorization: `Bearer ${ADMIN_KEY}` },
      signal: connections.signal,
    });

  it('is 4 MiB of what is written, whatever was read for that; the rest is for the next fetch', async () => {
    const id = await subscribed();
    // Each quote is two bytes of what is stored, and four of the answer.
    for (let n = 0; n < 4; n++) await hub.call('POST', '/events', { type: 'a.b', data: '"'.repeat(450_000) });
    const first = await fetched(id);
    expect(first.deliveries).toHaveLength(2);
    expect(Buffer.byteLength(JSON.stringify(first))).toBeLessThan(4 * MIB);
    await hub.call('POST', `/subscriptions/${id}/commit`, { lease: first.lease });
    const second = await fetched(id);
    expect(second.deliveries.map(({ attempt }) => attempt)).toEqual([1, 1]);
    const had = new Set(first.deliveries.map((delivery) => delivery.id));
    expect(second.deliveries.filter((delivery) => had.has(delivery.id))).toEqual([]);
  });

  it('does not give the same lease twice for one Idempotency-Key', async () => {
    const id = await subscribed();
    await publish(2);
    const keyed = async (): Promise<Fetched> => {
      const answer = await fetch(`${hub.url}/api/v1/subscriptions/${id}/fetch`, {
        method: 'POST',
        headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json', 'idempotency-key': 'k' },
        body: '{"limit":1}',
      });
      return (await answer.json()) as Fetched;
    };
    const [first, second] = [await keyed(), await keyed()];
    expect(second.deliveries).toHaveLength(1);
    expect(second.lease).not.toBe(first.lease);
  });

  it('is ten streams for a subscription and a hundred for a tenant, which lock nobody else out', async () => {
    const own = await Promise.all(Array.from({ length: 11 }, () => subscribed({ tenant: 'loud' })));
    const [first = '', ...others] = own;
    const open = async (id: string, count: number): Promise<void> => {
      for (const answer of await Promise.all(Array.from({ length: count }, () => listen(id))))
        expect(answer.status).toBe(200);
    };
    await open(first, 10);
    const refused = await listen(first);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '5']);
    const { code, detail } = (await refused.json()) as { code: string; detail: string };
    expect(code).toBe('too_many_requests');
    expect(detail).toContain(`10 wait for the deliveries of ${first} already`);
    for (const id of others.slice(0, 9)) await open(id, 10);
    const last = others[9] ?? '';
    expect((await listen(last)).status).toBe(429);
    expect((await hub.call('POST', `/subscriptions/${last}/fetch`, { waitSeconds: 1 })).status).toBe(429);
    // One that does not wait takes nobody's place.
    expect((await hub.call('POST', `/subscriptions/${last}/fetch`, {})).status).toBe(200);
    const quiet = await subscribed({ tenant: 'quiet' });
    const waited = await callApi(hub.url, 'POST', `/subscriptions/${quiet}/fetch`, { waitSeconds: 1 });
    expect(waited.status).toBe(200);
    connections.abort();
    connections = new AbortController();
    await eventually(async () => (await listen(first)).status === 200);
  });

  it('cancels what its code does not want, as where it is pushed', async () => {
    const id = await subscribed({ transformation: { code: 'function transform() { return { cancel: true } }' } });
    await publish(1);
    expect((await fetched(id)).deliveries).toEqual([]);
    const { body } = await hub.call<{ data: { state: string }[] }>('GET', '/deliveries');
    expect(body.data.map(({ state }) => state)).toEqual(['cancelled']);
  });

  it('leaves no claim behind when all of a lease was committed one by one', async () => {
    const id = await subscribed();
    await publish(3);
    const { lease, deliveries } = await fetched(id);
    for (const delivery of deliveries)
      await hub.call('POST', `/subscriptions/${id}/commit`, { lease, deliveries: [delivery.id, delivery.id] });
    expect(await hub.hub.app.get(DataSource).query(`SELECT id FROM kanca.claims`)).toEqual([]);
  });

  it('settles what it has when it was paused meanwhile', async () => {
    const id = await subscribed();
    await publish(2);
    const { lease, deliveries } = await fetched(id);
    await hub.call('POST', `/subscriptions/${id}/pause`);
    expect((await fetched(id)).lease).toBeNull();
    const committed = await hub.call('POST', `/subscriptions/${id}/commit`, { lease });
    expect(committed.body).toEqual({ settled: deliveries.map((delivery) => delivery.id), lapsed: [] });
  });
});
