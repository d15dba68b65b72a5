import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { ADMIN_KEY, startTestHub, type TestHub } from '../support/test-hub.js';

interface Fetched {
  readonly lease: string | null;
  readonly deliveries: readonly { readonly id: string; readonly attempt: number }[];
}

/** With no second attempt: whatever is leased to nobody is a dead letter when that lapses. */
const ONCE = { kind: 'list', delaysMs: [], jitter: 0 } as const;

describe('deliveries that were fetched by somebody who is gone', () => {
  let hub: TestHub;
  let subscription: string;
  let stopped: boolean;

  beforeEach(async () => {
    stopped = false;
    hub = await startTestHub();
    ({ id: subscription } = await hub.subscribe({ delivery: 'pull', retry: ONCE }));
  });

  afterEach(async () => {
    if (stopped) await hub.database.drop();
    else await hub.close();
  });

  const stop = async (): Promise<number> => {
    const startedAt = Date.now();
    await hub.hub.stop();
    stopped = true;
    return Date.now() - startedAt;
  };
  const publish = (data: unknown): Promise<string> => hub.publish('a.b', data);
  const fetched = async (body: object = {}): Promise<Fetched> =>
    (await hub.call<Fetched>('POST', `/subscriptions/${subscription}/fetch`, body)).body;
  const request = (path: string, signal: AbortSignal, body?: object): Promise<Response> =>
    fetch(`${hub.url}/api/v1/subscriptions/${subscription}/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal,
    });
  const claims = async (): Promise<number> => {
    const [row] = await hub.hub.app
      .get(DataSource)
      .query<{ n: number }[]>(`SELECT coalesce(sum(cardinality(delivery_ids)), 0)::int AS n FROM kanca.claims`);
    return row?.n ?? 0;
  };

  /** An event too large to be leased with its data, which cannot be read until the function that this returns is called. */
  const leasedButNotRead = async (): Promise<() => Promise<void>> => {
    await publish('x'.repeat(100_000));
    const other = hub.hub.app.get(DataSource).createQueryRunner();
    await other.startTransaction();
    await other.query('LOCK TABLE kanca.bodies IN ACCESS EXCLUSIVE MODE');
    return async () => {
      await other.rollbackTransaction();
      await other.release();
    };
  };

  it('are not taken by a fetch whose client hung up while it waited', async () => {
    const abort = new AbortController();
    const waiting = request('fetch', abort.signal, { waitSeconds: 20, leaseSeconds: 600 }).catch(() => 'hung up');
    await pause(500);
    abort.abort();
    expect(await waiting).toBe('hung up');
    await pause(200);
    await publish({});
    await pause(1_500);
    expect(await claims()).toBe(0);
    expect((await fetched()).deliveries).toMatchObject([{ attempt: 1 }]);
  });

  it('wait again at once, with no attempt spent, when the client hung up between the lease and its answer', async () => {
    const read = await leasedButNotRead();
    const abort = new AbortController();
    request('fetch', abort.signal, { leaseSeconds: 600 }).catch(() => undefined);
    await eventually(async () => (await claims()) === 1);
    abort.abort();
    await pause(300);
    await read();
    await eventually(async () => (await claims()) === 0);
    expect((await fetched()).deliveries).toMatchObject([{ attempt: 1 }]);
  });

  it('wait again when the listener of a stream left before the first of them was sent', async () => {
    const read = await leasedButNotRead();
    const abort = new AbortController();
    request('stream?leaseSeconds=600', abort.signal).catch(() => undefined);
    await eventually(async () => (await claims()) === 1);
    abort.abort();
    await pause(300);
    await read();
    await eventually(async () => (await claims()) === 0);
    expect((await fetched()).deliveries).toMatchObject([{ attempt: 1 }]);
  });

  it('do not keep a hub from stopping: those who wait or listen are let go at once', async () => {
    const waiting = request('fetch', AbortSignal.timeout(20_000), { waitSeconds: 20 });
    const stream = await request('stream', AbortSignal.timeout(20_000));
    await pause(300);
    expect(await stop()).toBeLessThan(3_000);
    expect((await waiting).status).toBe(200);
    await stream.text();
  });

  it('are kept when a hub stops while a stream has them, and can be committed with the next hub', async () => {
    await publish({});
    const abort = new AbortController();
    const stream = await request('stream?leaseSeconds=600', abort.signal);
    await eventually(async () => (await claims()) === 1);
    await pause(300);
    await stop();
    const text = await stream.text();
    const { lease, id } = JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? '{}') as { lease: string; id: string };
    const { database } = hub;
    hub = await startTestHub({ database });
    const { body } = await hub.call('POST', `/subscriptions/${subscription}/commit`, { lease });
    expect(body).toEqual({ settled: [id], lapsed: [] });
    await stop();
  });
});
