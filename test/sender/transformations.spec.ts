import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import { Webhook } from 'standardwebhooks';
import { startSink, type Sink } from '../support/sink.js';
import { callApi, startTestHub, type TestHub } from '../support/test-hub.js';

const IN_CENTS =
  'function transform({ event }) { return { data: { cents: event.data.amount * 100 }, headers: { "X-Unit": "cents" } }; }';

describe('a subscription with a transformation', () => {
  let hub: TestHub;
  let sink: Sink;

  beforeAll(async () => {
    hub = await startTestHub();
    sink = await startSink();
  });

  afterAll(async () => {
    await hub.close();
    await sink.close();
  });

  beforeEach(async () => {
    await hub.unsubscribeAll();
    sink.reset();
  });

  const subscribe = (code: string, more: object = {}) =>
    hub.subscribe({ uri: sink.url, transformation: { code }, ...more });
  const publish = (data: unknown): Promise<string> => hub.publish('invoice.paid', data);

  const deliveryOf = async (event: string, state: string): Promise<{ attempts: { error: string | null }[] }> => {
    const found = await eventually(async () => {
      const { body } = await hub.call<{ deliveries: { id: string; state: string }[] }>('GET', `/events/${event}`);
      return body.deliveries.find((delivery) => delivery.state === state);
    });
    return (await hub.call<{ attempts: { error: string | null }[] }>('GET', `/deliveries/${found.id}`)).body;
  };

  it('is sent what it makes, signed, and the same to the byte for every attempt', async () => {
    sink.behave((_request, response) => response.writeHead(sink.requests.length === 1 ? 500 : 200).end());
    const { secret } = await subscribe(IN_CENTS, { retry: { kind: 'list', delaysMs: [10], jitter: 0 } });
    await deliveryOf(await publish({ amount: 3 }), 'delivered');
    const [first, second] = sink.requests;
    expect(
      new Webhook(secret).verify(first?.body.toString() ?? '', first?.headers as Record<string, string>),
    ).toMatchObject({
      type: 'invoice.paid',
      data: { cents: 300 },
    });
    expect(first?.headers['x-unit']).toBe('cents');
    expect(second?.body.equals(first?.body ?? Buffer.alloc(0))).toBe(true);
  });

  it('rewrites what raw would have passed on', async () => {
    await subscribe(IN_CENTS, { format: 'raw' });
    await publish({ amount: 3 });
    await eventually(() => sink.requests.length === 1);
    expect(sink.requests[0]?.body.toString()).toBe('{"cents":300}');
  });

  it('that cancels has its delivery cancelled, and nothing sent', async () => {
    await subscribe('function transform({ event }) { return { cancel: event.data.amount < 10 }; }');
    const { attempts } = await deliveryOf(await publish({ amount: 3 }), 'cancelled');
    expect(attempts.map(({ error }) => error)).toEqual(['The transformation cancelled this delivery.']);
    expect(sink.requests).toEqual([]);
  });

  it('that fails has a failed attempt with the sentence and the line', async () => {
    await subscribe('function transform({ event }) {\n  return { data: event.data.customer.name };\n}', {
      retry: { kind: 'list', delaysMs: [], jitter: 0 },
    });
    const { attempts } = await deliveryOf(await publish({ amount: 3 }), 'dead');
    expect(attempts.map(({ error }) => error)).toEqual([
      "The transformation failed (line 2): TypeError: cannot read property 'name' of undefined.",
    ]);
  });

  it('is shown, changed and taken away; what cannot be one is refused', async () => {
    const { id } = await subscribe(IN_CENTS);
    expect((await hub.call('GET', `/subscriptions/${id}`)).body).toMatchObject({ transformation: { code: IN_CENTS } });
    const refused = await hub.call<{ detail: string }>('PATCH', `/subscriptions/${id}`, {
      transformation: { code: 'nothing' },
    });
    expect([refused.status, refused.body.detail]).toEqual([400, expect.stringContaining('transformation.code')]);
    const without = await hub.call('PATCH', `/subscriptions/${id}`, { transformation: null });
    expect(without.body).toMatchObject({ transformation: null });
  });

  it('is refused when it is saved with a mistake, with the line, however it is saved', async () => {
    const broken = { transformation: { code: 'function transform({ event }) {\n  return { data: event.data ;\n}' } };
    const expected = {
      status: 400,
      body: {
        code: 'invalid_request',
        problems: [
          {
            field: 'transformation.code',
            problem: expect.stringMatching(/^fails when it is loaded, in line 2: SyntaxError/),
          },
        ],
      },
    };
    const { id } = await subscribe(IN_CENTS);
    expect(await hub.call('PATCH', `/subscriptions/${id}`, broken)).toMatchObject(expected);
    expect((await hub.call('GET', `/subscriptions/${id}`)).body).toMatchObject({ transformation: { code: IN_CENTS } });
    expect(await hub.call('POST', '/subscriptions', { uri: sink.url, ...broken })).toMatchObject(expected);
    const byKey = (body: object) => hub.call('PUT', '/subscriptions/by-key/mistaken', { uri: sink.url, ...body });
    expect(await byKey(broken)).toMatchObject(expected);
    expect(await byKey({})).toMatchObject({ status: 201 });
    expect(await byKey(broken)).toMatchObject(expected);
  });

  it('of kanca.yaml stops the start when it has a mistake', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kanca-transformation-'));
    const KANCA_CONFIG = join(folder, 'kanca.yaml');
    await writeFile(
      KANCA_CONFIG,
      'subscriptions: [{ key: filed, uri: "https://example.com/hooks", transformation: { code: "function transform( {" } }]\n',
    );
    try {
      await expect(startTestHub({ env: { KANCA_CONFIG } })).rejects.toThrow(/transformation\.code .*in line 1/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('that cancels is previewed without what would not be sent', async () => {
    const { id } = await subscribe(IN_CENTS);
    const code = 'function transform() { return { cancel: true }; }';
    expect((await hub.call('POST', `/subscriptions/${id}/transformation/preview`, { code })).body).toMatchObject({
      ok: true,
      cancelled: true,
      method: null,
      contentType: null,
      body: null,
    });
  });

  it('is previewed on a sample, on a real event, and with code that is not yet saved', async () => {
    const { id } = await subscribe(IN_CENTS, { properties: { region: 'eu' } });
    const preview = async (options: object): Promise<unknown> =>
      (await hub.call('POST', `/subscriptions/${id}/transformation/preview`, options)).body;
    expect(await preview({})).toMatchObject({ ok: true, data: { cents: 10_000 }, headers: { 'x-unit': 'cents' } });
    await hub.call('POST', `/subscriptions/${id}/pause`);
    const event = await publish({ amount: 7 });
    expect(await preview({ event })).toMatchObject({
      ok: true,
      cancelled: false,
      method: 'POST',
      contentType: 'application/json',
      data: { cents: 700 },
      body: expect.stringContaining('"region":"eu"'),
    });
    expect(await preview({ code: 'function transform() {\n  nope();\n}', event })).toEqual({
      ok: false,
      error: "The transformation failed (line 2): ReferenceError: 'nope' is not defined.",
      line: 2,
    });
    expect(await preview({ code: 'function transform() { return { cancel: true } }' })).toMatchObject({
      cancelled: true,
    });
    expect(sink.requests).toEqual([]);
  });

  it('does not show what opens the door of the endpoint, neither in a preview nor in what is sent', async () => {
    const code = 'function transform({ headers }) { return { data: headers }; }';
    const { id } = await subscribe(code, { headers: { 'x-api-key': 'TOPSECRET', 'x-plain': 'seen' } });
    const preview = await hub.call<{ data: unknown }>('POST', `/subscriptions/${id}/transformation/preview`, { code });
    expect(preview.body.data).toEqual({ 'x-api-key': '••••••', 'x-plain': 'seen' });
    expect(JSON.stringify(preview.body)).not.toContain('TOPSECRET');
    await publish({ amount: 3 });
    await eventually(() => sink.requests.length === 1);
    expect(sink.requests[0]?.headers['x-api-key']).toBe('TOPSECRET');
    expect(sink.requests[0]?.body.toString()).not.toContain('TOPSECRET');
  });

  it('that hangs within one instruction rests when it was killed, and the others go out', async () => {
    const hangs =
      'var b = "a".repeat(5e6); function transform() { return { data: b.indexOf("a".repeat(2.5e6) + "b") }; }';
    await subscribe(hangs, { retry: { kind: 'list', delaysMs: [], jitter: 0 }, filters: ['invoice.*'] });
    await subscribe(IN_CENTS, { filters: ['invoice.*'] });
    const events = await Promise.all([1, 2, 3].map((amount) => publish({ amount })));
    await eventually(() => sink.requests.length === 3);
    const errors = await Promise.all(
      events.map(async (event) => (await deliveryOf(event, 'dead')).attempts.map(({ error }) => error)),
    );
    expect(errors.flat().filter((error) => error?.includes('was killed: is there') === true)).toHaveLength(1);
    expect(errors.flat().filter((error) => /rests for another \d+ seconds/.test(error ?? ''))).toHaveLength(2);
  }, 40_000);

  it('is not previewed by or for another tenant', async () => {
    const { id } = await subscribe(IN_CENTS);
    const { body } = await hub.call<{ key: string }>('POST', '/keys', {
      name: 'x',
      scopes: ['manage'],
      tenant: 'other',
    });
    const path = `/subscriptions/${id}/transformation/preview`;
    expect((await callApi(hub.url, 'POST', path, {}, body.key)).status).toBe(404);
    const theirs = await hub.call<{ id: string }>('POST', '/events', {
      type: 'a',
      data: { amount: 1 },
      tenant: 'other',
    });
    expect((await hub.call('POST', path, { event: theirs.body.id })).status).toBe(404);
  });
});
