import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import { DataSource } from 'typeorm';
import { startSink, type Sink } from '../support/sink.js';
import { callApi, startTestHub, type TestHub } from '../support/test-hub.js';

interface Blocked {
  readonly destination: string;
  readonly purpose: string;
  readonly reason: string;
  readonly detail: string | null;
  readonly tenant: string | null;
  readonly subscription: string | null;
  readonly count: number;
}

interface Page {
  readonly data: readonly Blocked[];
  readonly nextCursor: string | null;
}

describe('the record of what was blocked', () => {
  let hub: TestHub;
  let sink: Sink;

  beforeAll(async () => {
    // What is saved here is good as long as loopback may be called by name; nobody lets 127.0.0.1 through, so each connection is judged.
    hub = await startTestHub({ env: { KANCA_EGRESS_ALLOW: '::1/128' } });
    sink = await startSink();
  });

  afterAll(async () => {
    await hub.close();
    await sink.close();
  });

  const blocked = async (query = '', key?: string): Promise<Page> =>
    (await callApi<Page>(hub.url, 'GET', `/egress/blocked${query}`, undefined, key)).body;

  async function keyOf(tenant: string): Promise<string> {
    const { body } = await hub.call<{ key: string }>('POST', '/keys', { name: tenant, scopes: ['read'], tenant });
    return body.key;
  }

  it('has what was refused when it was to be saved', async () => {
    const { status } = await hub.call('POST', '/subscriptions', { uri: 'http://169.254.169.254/latest' });
    expect(status).toBe(422);
    expect((await blocked()).data).toContainEqual(
      expect.objectContaining({ destination: '169.254.169.254', purpose: 'save', reason: 'address', count: 1 }),
    );
  });

  it('counts deliveries and tests that were refused when they were to be made, with whose they were', async () => {
    const port = new URL(sink.url).port;
    const made = await hub.call<{ id: string }>('POST', '/subscriptions', {
      uri: `http://[::1]:${port}/hooks`,
      tenant: 'acme',
      retry: { kind: 'list', delaysMs: [10], jitter: 0 },
    });
    // As if the policy had been another one when it was saved.
    await hub.hub.app.get(DataSource).query(`UPDATE kanca.subscriptions SET uri = 'http://127.0.0.1:${port}/hooks'`);
    const { id } = made.body;
    await hub.call('PATCH', `/subscriptions/${id}`, { concurrency: 2 });
    await hub.call('POST', '/events', { type: 'a.b', data: {}, tenant: 'acme' });
    const tested = await hub.call<{ checks: { advice: string }[] }>('POST', `/subscriptions/${id}/test`, {});
    expect(tested.body.checks[0]?.advice).toContain('is private, reserved or local');
    const rows = await eventually(async () => {
      const mine = (await blocked()).data.filter(({ tenant }) => tenant === 'acme');
      return mine.some(({ purpose, count }) => purpose === 'deliver' && count === 2) && mine;
    });
    expect(rows).toContainEqual(
      expect.objectContaining({
        purpose: 'test',
        reason: 'address',
        subscription: id,
        destination: `127.0.0.1:${port}`,
      }),
    );
    expect(sink.requests).toHaveLength(0);
    const metrics = await (await fetch(`${hub.url}/metrics`)).text();
    expect(metrics).toMatch(/kanca_egress_blocked_total\{purpose="deliver",reason="address"\} 2/);
  });

  it('shows a tenant its own, and nothing of what a name resolved to', async () => {
    const mine = await blocked('', await keyOf('acme'));
    expect(mine.data.length).toBeGreaterThan(0);
    for (const row of mine.data) expect(row).toMatchObject({ tenant: 'acme', detail: null });
    expect((await blocked('', await keyOf('other'))).data).toEqual([]);
  });

  it('goes page by page, the latest first', async () => {
    const all = (await blocked()).data;
    const first = await blocked('?limit=1');
    const second = await blocked(`?limit=200&cursor=${String(first.nextCursor)}`);
    expect([...first.data, ...second.data]).toEqual(all);
    expect(second.nextCursor).toBeNull();
    expect((await hub.call('GET', '/egress/blocked?cursor=nonsense')).status).toBe(400);
  });

  it('is still there after a restart', async () => {
    const again = await startTestHub({ database: hub.database });
    expect((await again.call<Page>('GET', '/egress/blocked')).body.data.length).toBeGreaterThan(0);
    await again.close();
  });
});
