import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import { Webhook } from 'standardwebhooks';
import { startSink, type Sink, type SunkRequest } from '../support/sink.js';
import { startTestHub, type TestHub } from '../support/test-hub.js';

interface TestResult {
  readonly passed: boolean;
  readonly reenabled: boolean;
  readonly checks: readonly { name: string; status: number | null; passed: boolean; advice: string | null }[];
}

interface Subscription {
  readonly id: string;
  readonly secret: string;
  readonly state: string;
  readonly verification: { readonly state: string };
}

describe('a test of an endpoint', () => {
  let hub: TestHub;
  let sink: Sink;
  let secret = '';

  beforeAll(async () => {
    hub = await startTestHub();
  });

  afterAll(async () => {
    await hub.close();
  });

  beforeEach(async () => {
    sink = await startSink();
    sink.behave((request, response) => response.writeHead(isGenuine(request) ? 204 : 401).end());
  });

  afterEach(async () => {
    await hub.unsubscribeAll();
    await sink.close();
  });

  function isGenuine({ body, headers }: SunkRequest): boolean {
    try {
      new Webhook(secret).verify(body.toString('utf8'), headers as Record<string, string>);
      return true;
    } catch {
      return false;
    }
  }

  async function subscribe(input: object = {}): Promise<Subscription> {
    const made = await hub.subscribe<Subscription>({ uri: sink.url, filters: ['a.*'], ...input });
    secret = made.secret;
    return made;
  }

  const show = async (id: string): Promise<Subscription> =>
    (await hub.call<Subscription>('GET', `/subscriptions/${id}`)).body;

  const test = async (id: string, body?: object): Promise<TestResult> =>
    (await hub.call<TestResult>('POST', `/subscriptions/${id}/test`, body)).body;

  const publish = (): Promise<string> => hub.publish('a.b', { n: 1 });

  /** Gets it disabled the way that endpoints do. */
  async function disable(id: string): Promise<void> {
    sink.behave((_request, response) => response.writeHead(410).end());
    await publish();
    await eventually(async () => (await show(id)).state === 'disabled');
    sink.behave((request, response) => response.writeHead(isGenuine(request) ? 204 : 401).end());
    sink.requests.length = 0;
  }

  it('gives the result of each call and changes nothing', async () => {
    const { id } = await subscribe();
    const before = await show(id);
    expect(await test(id)).toMatchObject({
      passed: true,
      reenabled: false,
      checks: [
        { name: 'genuine', status: 204, passed: true },
        { name: 'wrong-key', status: 401, passed: true },
        { name: 'tampered-body', status: 401, passed: true },
        { name: 'stale-timestamp', status: 401, passed: true },
        { name: 'no-signature', status: 401, passed: true },
      ],
    });
    expect(await show(id)).toEqual(before);
  });

  it('that passes enables a disabled subscription again, and what was held goes out', async () => {
    const { id } = await subscribe();
    await disable(id);
    const held = await publish();
    expect(await test(id)).toMatchObject({ passed: true, reenabled: true });
    expect((await show(id)).state).toBe('enabled');
    await eventually(() => sink.requests.some(({ headers }) => headers['webhook-id'] === held));
  });

  it('that fails leaves it disabled', async () => {
    const { id } = await subscribe();
    await disable(id);
    sink.behave((_request, response) => response.writeHead(200).end());
    expect(await test(id)).toMatchObject({ passed: false, reenabled: false });
    expect((await show(id)).state).toBe('disabled');
  });

  it('leaves a subscription paused that somebody has paused', async () => {
    const { id } = await subscribe();
    await hub.call('POST', `/subscriptions/${id}/pause`);
    expect(await test(id)).toMatchObject({ passed: true, reenabled: false });
    expect((await show(id)).state).toBe('paused');
  });

  it('disables nothing, whatever the endpoint asks for', async () => {
    const { id } = await subscribe();
    sink.behave((_request, response) => response.writeHead(410, { 'webhook-delivery': 'disable' }).end());
    const { checks } = await test(id);
    expect(checks[0]?.advice).toContain('gone');
    expect((await show(id)).state).toBe('enabled');
  });

  it('takes the path of a delivery: the same method, the same headers, and a body of the same form', async () => {
    const { id } = await subscribe({ headers: { 'X-Own': 'yes' }, properties: { env: 'prod' } });
    await test(id, { type: 'a.b' });
    const [tried] = sink.requests;
    sink.requests.length = 0;
    await publish();
    await eventually(() => sink.requests.length === 1);
    const [delivered] = sink.requests;
    expect(Object.keys(tried?.headers ?? {}).sort()).toEqual(Object.keys(delivered?.headers ?? {}).sort());
    const keys = (request: SunkRequest | undefined): string[] =>
      Object.keys(JSON.parse(String(request?.body)) as object);
    expect({ method: tried?.method, url: tried?.url, keys: keys(tried) }).toEqual({
      method: delivered?.method,
      url: delivered?.url,
      keys: keys(delivered),
    });
  });

  it.each(['standard', 'cloudevents', 'raw'])('tries the format %s', async (format) => {
    const { id } = await subscribe({ format });
    expect(await test(id)).toMatchObject({ passed: true });
  });

  it('tries a subscription that wants batches with a batch of one', async () => {
    const { id } = await subscribe({ batch: { maxEvents: 10, maxWaitMs: 100 } });
    expect(await test(id, { type: 'a.b' })).toMatchObject({ passed: true });
    expect(JSON.parse(String(sink.requests[0]?.body))).toMatchObject([{ type: 'a.b' }]);
    expect(sink.requests[0]?.headers['webhook-id']).toMatch(/^bat_/);
  });

  it('signs with both keys where both are wanted, and forges both', async () => {
    const { id } = await subscribe({ signatures: ['v1', 'v1a'] });
    expect(await test(id)).toMatchObject({ passed: true });
    const [genuine, ...forged] = sink.requests.map(({ headers }) => String(headers['webhook-signature']));
    expect(genuine).toMatch(/v1,\S+ v1a,\S+/);
    for (const signature of forged.filter((text) => text !== 'undefined')) expect(signature).toContain('v1a,');
  });

  it('knows nothing of a subscription that is not there', async () => {
    const gone = await hub.call('POST', '/subscriptions/sub_00000000000000000000000000/test', {});
    expect(gone.status).toBe(404);
  });
});
