import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import { EventStreamClient } from '../support/event-stream-client.js';
import { startSink } from '../support/sink.js';
import { ADMIN_KEY, callApi, startTestHub, type TestHub } from '../support/test-hub.js';

interface Told {
  readonly id: string;
  readonly type: string;
  readonly state: string;
  readonly attemptCount: number;
  readonly tenant: string;
  readonly status: number | null;
  readonly event: { readonly id: string };
  readonly source: { readonly uri: string };
  readonly code: string;
}

/** `GET /stream`: what happens, as it happens. */
describe('the stream', () => {
  let hub: TestHub;
  const open: EventStreamClient[] = [];

  beforeAll(async () => {
    hub = await startTestHub();
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map((client) => client.close()));
  });

  afterAll(() => hub.close());

  const watch = async (query = '', { key = ADMIN_KEY, after }: { key?: string; after?: string | undefined } = {}) => {
    const client = await EventStreamClient.open(`${hub.url}/api/v1/stream${query}`, key, after);
    open.push(client);
    await comes(() => {
      expect(client.of('ready')).toHaveLength(1);
    });
    return client;
  };

  const publish = async (more: object = {}): Promise<string> =>
    (await hub.call<{ id: string }>('POST', '/events', { type: 'order.paid', data: 1, ...more })).body.id;

  const keyOf = async (tenant: string, scopes: readonly string[] = ['read']): Promise<{ id: string; key: string }> =>
    (await hub.call<{ id: string; key: string }>('POST', '/keys', { name: tenant, scopes, tenant })).body;

  it('tells an event that was stored, without its data', async () => {
    const client = await watch();
    const id = await publish({ subject: 'order-7' });
    await comes(() => {
      expect(client.told<Told>('event')).toEqual([
        expect.objectContaining({ id, type: 'order.paid', subject: 'order-7', tenant: 'default' }),
      ]);
    });
    expect(client.of('event')[0]?.data).not.toHaveProperty('data.0.data');
  });

  it('tells nothing of what was there before', async () => {
    await publish();
    const client = await watch();
    const id = await publish();
    await comes(() => {
      expect(client.told<Told>('event').map((told) => told.id)).toEqual([id]);
    });
  });

  it('tells each failed attempt and the end of a delivery', async () => {
    const sink = await startSink();
    sink.behave((_, response) => response.writeHead(500).end());
    const { body } = await hub.call<{ id: string }>('POST', '/subscriptions', {
      uri: sink.url,
      filters: ['told.delivery'],
      retry: { kind: 'list', delaysMs: [1_500], jitter: 0 },
    });
    const client = await watch();
    const event = await publish({ type: 'told.delivery' });
    await comes(() => {
      const told = client.told<Told>('delivery');
      expect(told.map(({ state, attemptCount, status }) => [state, attemptCount, status])).toEqual([
        ['pending', 1, 500],
        ['dead', 2, 500],
      ]);
      expect(told[0]).toMatchObject({ event: { id: event, type: 'told.delivery' }, consumer: { id: body.id } });
    });
    await hub.call('DELETE', `/subscriptions/${body.id}`);
    await sink.close();
  });

  it('shows no value in the query of an endpoint to keys that may only read', async () => {
    const sink = await startSink();
    const readers = await watch('', { key: (await keyOf('default')).key });
    const managers = await watch('', { key: (await keyOf('default', ['manage'])).key });
    const { body } = await hub.call<{ id: string }>('POST', '/subscriptions', {
      uri: `${sink.url}/hook?token=a-token-of-the-endpoint`,
      filters: ['told.masked'],
    });
    await publish({ type: 'told.masked' });
    await comes(() => {
      for (const client of [readers, managers]) {
        expect(client.told('subscription')).not.toEqual([]);
        expect(client.told('delivery')).not.toEqual([]);
      }
    });
    const said = (client: EventStreamClient): string =>
      JSON.stringify([client.told('subscription'), client.told('delivery')]);
    expect(said(readers)).not.toContain('a-token-of-the-endpoint');
    expect(said(readers)).toContain('/hook?token=••••••');
    expect(said(managers)).toContain('/hook?token=a-token-of-the-endpoint');
    await hub.call('DELETE', `/subscriptions/${body.id}`);
    await sink.close();
  });

  it('tells a rejection with its reason, and the source', async () => {
    await hub.call('POST', '/sources', { provider: 'github', id: 'watched', secrets: ['a-secret-of-github-0001'] });
    const client = await watch('?source=/github/watched');
    const body = '{}';
    const signature = createHmac('sha256', 'another').update(body).digest('hex');
    await fetch(`${hub.url}/api/webhooks/incoming/github/watched`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-github-event': 'push',
        'x-github-delivery': 'd-1',
        'x-hub-signature-256': `sha256=${signature}`,
      },
    });
    await comes(() => {
      const [told] = client.told<Told>('rejection');
      expect(told).toMatchObject({ code: 'signature_invalid', source: { uri: '/github/watched' } });
      expect(told?.id).toMatch(/^rej_/);
    });
  });

  it('tells a subscription that is paused, and the state of the queue', async () => {
    const { body } = await hub.call<{ id: string }>('POST', '/subscriptions', {
      uri: `${hub.url}/x`,
      filters: ['told.pause'],
    });
    const client = await watch();
    await hub.call('POST', `/subscriptions/${body.id}/pause`);
    await comes(() => {
      expect(client.told<Told>('subscription')).toContainEqual(
        expect.objectContaining({ id: body.id, state: 'paused' }),
      );
      expect(client.told('queue')).toContainEqual(expect.objectContaining({ ready: 0, paused: false }));
    });
  });

  it('goes on where it was, by the log: at another hub, too', async () => {
    const first = await watch('?only=event');
    await publish();
    await comes(() => {
      expect(first.told<Told>('event')).toHaveLength(1);
    });
    const after = first.lastId;
    await first.close();
    const missed = [await publish(), await publish()];
    const other = await startTestHub({ database: hub.database });
    try {
      const client = await EventStreamClient.open(`${other.url}/api/v1/stream?only=event`, ADMIN_KEY, after);
      await comes(() => {
        const told = client.told<Told>('event').map(({ id }) => id);
        expect(told).toEqual(expect.arrayContaining(missed));
        // What was told within the last seconds may come again, since others may have been committed late.
        expect(told).toHaveLength(new Set(told).size);
      });
      expect(client.of('ready')[0]?.data).toEqual({ resumed: true });
      await client.close();
    } finally {
      await other.close();
    }
  });

  it('begins anew with an id that is none', async () => {
    const client = await watch('', { after: "'; DROP TABLE kanca.events" });
    expect(client.of('ready')[0]?.data).toEqual({ resumed: false });
  });

  it('sends at most four messages a second, with what came in between together', async () => {
    const client = await watch('?only=event,delivery');
    const ids: string[] = [];
    const until = performance.now() + 1_500;
    while (performance.now() < until) ids.push(await publish({ type: 'told.often' }));
    await comes(() => {
      expect(new Set(client.told<Told>('event').map(({ id }) => id)).size + omittedOf(client)).toBe(ids.length);
    });
    const times = client.messages.slice(1).map(({ at }) => at);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    // A message may arrive late and the next one in time.
    expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeGreaterThan(230);
  });

  it('tells the newest hundred of a flood, and how many it left out', async () => {
    const client = await watch('?only=event');
    const events = Array.from({ length: 400 }, () => ({ type: 'told.flood', data: 1 }));
    await hub.call('POST', '/events/batch', { events });
    await comes(() => {
      expect(omittedOf(client)).toBeGreaterThan(0);
      for (const { data } of client.of('event'))
        expect((data as { data: unknown[] }).data.length).toBeLessThanOrEqual(100);
    });
  });

  it('keeps to the tenant of the key, and tells it nothing of the queue of all', async () => {
    const { key } = await keyOf('acme');
    const client = await watch('', { key });
    await publish();
    const own = await publish({ tenant: 'acme' });
    const everything = await watch();
    await publish({ tenant: 'acme', type: 'told.last' });
    await comes(() => {
      expect(client.told<Told>('event')).toHaveLength(2);
      expect(everything.told('queue')).not.toHaveLength(0);
    });
    expect(client.told<Told>('event')[0]?.id).toBe(own);
    expect(new Set(client.told<Told>('event').map(({ tenant }) => tenant))).toEqual(new Set(['acme']));
    expect(client.told('queue')).toHaveLength(0);
  });

  it('keeps to the tenant of the key when it goes on with the position of another', async () => {
    const { key } = await keyOf('acme');
    const start = (await watch()).lastId;
    await publish();
    const own = await publish({ tenant: 'acme' });
    const client = await watch('?only=event', { key, after: start });
    await comes(() => {
      expect(client.told<Told>('event').map(({ id }) => id)).toContain(own);
    });
    expect(new Set(client.told<Told>('event').map(({ tenant }) => tenant))).toEqual(new Set(['acme']));
  });

  it('filters by type', async () => {
    const client = await watch('?type=wanted.*');
    await publish({ type: 'unwanted.one' });
    const id = await publish({ type: 'wanted.one' });
    await comes(() => {
      expect(client.told<Told>('event').map((told) => told.id)).toEqual([id]);
    });
  });

  it('refuses a pattern or a kind that is none, and a key without the scope', async () => {
    for (const [query, field] of [
      ['?type=a..b', 'type'],
      ['?only=events', 'only'],
    ] as const) {
      const { status, body } = await hub.call<{ problems: { field: string }[] }>('GET', `/stream${query}`);
      expect([status, body.problems[0]?.field]).toEqual([400, field]);
    }
    const { key } = await keyOf('acme', ['publish']);
    expect((await callApi(hub.url, 'GET', '/stream', undefined, key)).status).toBe(403);
    expect((await callApi(hub.url, 'GET', '/stream', undefined, 'kanca_none')).status).toBe(401);
  });

  it('ends when its key is revoked', async () => {
    const { id, key } = await keyOf('acme');
    const client = await watch('', { key });
    await hub.call('DELETE', `/keys/${id}`);
    await comes(() => {
      expect(client.of('end')[0]?.data).toEqual({ reason: 'revoked' });
    });
    await client.isOver;
  });
});

function omittedOf(client: EventStreamClient): number {
  return client.of('event').reduce((sum, { data }) => sum + (data as { omitted: number }).omitted, 0);
}

/** Waits until nothing of `check` throws. */
function comes(check: () => void): Promise<boolean> {
  return eventually(() => {
    check();
    return true;
  });
}
