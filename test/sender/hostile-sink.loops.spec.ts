import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import { startSink } from '../support/sink.js';
import { startTestHub, type TestHub } from '../support/test-hub.js';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const NO_RETRY = { kind: 'list', delaysMs: [], jitter: 0 } as const;

/** A hub on a port that the system chose does not know its own address: it is as if it called itself by a public name. */
describe('a circle of deliveries', () => {
  const hubs: TestHub[] = [];

  afterEach(async () => {
    await Promise.all(hubs.splice(0).map((hub) => hub.close()));
  });

  async function start(): Promise<TestHub> {
    const hub = await startTestHub({ env: { KANCA_MAX_DEPTH: '4' } });
    hubs.push(hub);
    await hub.call('POST', '/sources', { provider: 'standardwebhooks', secrets: [SECRET] });
    return hub;
  }

  const subscribe = (hub: TestHub, to: TestHub): Promise<unknown> =>
    hub.call('POST', '/subscriptions', {
      uri: `${to.url}/api/webhooks/incoming/standardwebhooks`,
      secret: SECRET,
      retry: NO_RETRY,
    });

  const counted = async (hub: TestHub, path: string): Promise<number> =>
    (await hub.call<{ data: unknown[] }>('GET', path)).body.data.length;

  const received = (hub: TestHub): Promise<number> => counted(hub, '/events?type=standardwebhooks.*');

  it('through the hub itself comes to an end, as a dead letter that says why', async () => {
    const hub = await start();
    await subscribe(hub, hub);
    await hub.call('POST', '/events', { type: 'a.b', data: {} });
    await eventually(async () => (await counted(hub, '/deliveries?state=dead')) === 1);
    expect(await received(hub)).toBe(4);
    const dead = await hub.call<{ data: { id: string }[] }>('GET', '/deliveries?state=dead');
    const { body } = await hub.call<{ attempts: unknown[] }>('GET', `/deliveries/${String(dead.body.data[0]?.id)}`);
    expect(body.attempts).toMatchObject([
      { status: 508, detail: { response: { body: expect.stringContaining('chain') } } },
    ]);
  });

  it('through two hubs comes to an end', async () => {
    const [one, other] = [await start(), await start()];
    await subscribe(one, other);
    await subscribe(other, one);
    await one.call('POST', '/events', { type: 'a.b', data: {} });
    const dead = async (): Promise<number> =>
      (await counted(one, '/deliveries?state=dead')) + (await counted(other, '/deliveries?state=dead'));
    await eventually(async () => (await dead()) === 1);
    expect((await received(one)) + (await received(other))).toBe(4);
  });

  it('is counted in a header that every subscriber gets', async () => {
    const hub = await start();
    const sink = await startSink();
    await hub.call('POST', '/subscriptions', { uri: sink.url });
    await hub.call('POST', '/events', { type: 'a.b', data: {} });
    await eventually(() => sink.requests.length === 1);
    expect(sink.requests[0]?.headers['kanca-hops']).toBe('1');
    await sink.close();
  });

  it('is told at the door, before anything is read', async () => {
    const hub = await start();
    const response = await fetch(`${hub.url}/api/webhooks/incoming/standardwebhooks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'kanca-hops': '5' },
      body: '{}',
    });
    expect([response.status, await response.json()]).toEqual([508, expect.objectContaining({ code: 'loop_detected' })]);
  });

  it.each(['-1', '1e9', '99999', 'x', '0x9'])(
    'is not seen in a hop count of %j, which counts for nothing',
    async (hops) => {
      const hub = await start();
      const { status } = await fetch(`${hub.url}/api/webhooks/incoming/standardwebhooks`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'kanca-hops': hops },
        body: '{}',
      });
      expect(status).toBe(401);
    },
  );
});
