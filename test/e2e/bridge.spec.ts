import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sampleRequest } from '@kanca/receivers';
import { salesforce } from '@kanca/receivers/salesforce';
import { parseSecret, verifyStandard } from '@kanca/signing';
import { eventually } from '@kanca/testing';
import { Webhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { startSink, type Sink, type SunkRequest } from '../support/sink.js';
import { startTestHub, type TestHub } from '../support/test-hub.js';

const PUBLIC_URL = 'https://hooks.example.com';
const STRIPE_SECRET = 'whsec_stripe_secret_1';
const PUSHER = { key: 'pusher-key-1', secret: 'pusher-secret-1' };
const CODE = 'a-long-random-code-of-letters-and-digits';
const TWILIO_TOKEN = 'twilio-auth-token-1';
const SESSION_ID = '00D000000000001!AQ0AQF.a.live.session.id.of.salesforce';
const RETRY_ONCE = { kind: 'list', delaysMs: [30], jitter: 0 } as const;

/** As a provider might write it: spaces, escapes, a number that JavaScript cannot hold, a line at the end. */
const stripeBody = (id: string): string => `{
  "id": "${id}", "object": "event", "type": "invoice.paid", "created": 1760000000,
  "data": { "object": { "id": "in_1", "amount_paid": 12345678901234567890, "note": "caf\\u00e9 ş" } }
}
`;

describe('the bridge from providers to subscribers', () => {
  let hub: TestHub;
  let sink: Sink;

  beforeAll(async () => {
    sink = await startSink();
    hub = await startTestHub({ env: { KANCA_PUBLIC_URL: PUBLIC_URL } });
    for (const source of [
      { provider: 'stripe', secrets: [STRIPE_SECRET] },
      { provider: 'pusher', secrets: [PUSHER.secret], options: { key: PUSHER.key } },
      { provider: 'generic-json', secrets: [CODE], options: { compressed: 'signed-as-sent' } },
      { provider: 'slack', secrets: ['slack-signing-secret-1'] },
      { provider: 'twilio', secrets: [TWILIO_TOKEN] },
    ])
      expect(await hub.call('POST', '/sources', source)).toMatchObject({ status: 201 });
  });

  afterAll(async () => {
    await hub.close();
    await sink.close();
  });

  beforeEach(async () => {
    await hub.unsubscribeAll();
    sink.reset();
  });

  const subscribe = async (path: string, settings: object): Promise<string> =>
    (await hub.subscribe({ uri: `${sink.url}${path}`, retry: RETRY_ONCE, ...settings })).secret;

  const incoming = (path: string, body: string | Buffer, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${hub.url}/api/webhooks/incoming/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });

  const fromStripe = (body: string, headers: Record<string, string> = {}): Promise<Response> =>
    incoming('stripe', body, {
      'content-type': 'application/json; charset=utf-8',
      'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload: body, secret: STRIPE_SECRET }),
      ...headers,
    });

  const fromCode = (body: string | Buffer, headers: Record<string, string> = {}): Promise<Response> =>
    incoming(`generic-json?code=${CODE}&action=said`, body, headers);

  /** What came to one path, once there is as much as is expected. */
  const came = (path: string, count = 1): Promise<readonly SunkRequest[]> =>
    eventually(() => {
      const requests = sink.requests.filter(({ url }) => url === `/hooks${path}`);
      return requests.length >= count && requests;
    });

  const firstOf = async (path: string): Promise<SunkRequest> => {
    const [request] = await came(path);
    if (request === undefined) throw new Error('nothing came');
    return request;
  };

  it("passes Stripe's exact bytes on, signed with the subscriber's own secret, and the normalised event to another", async () => {
    const raw = await subscribe('/raw', { filters: ['stripe.*'], format: 'raw' });
    const standard = await subscribe('/standard', { filters: ['stripe.*'] });
    const sent = stripeBody('evt_exact');
    expect((await fromStripe(sent)).status).toBe(200);

    const exact = await firstOf('/raw');
    expect(exact.body.toString()).toBe(sent);
    expect(exact.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(exact.headers['kanca-event-type']).toBe('stripe.invoice.paid');
    expect(exact.headers['kanca-event-source']).toBe('/stripe');
    const verified = new Webhook(raw).verify(sent, exact.headers as Record<string, string>);
    expect(verified).toMatchObject({ id: 'evt_exact' });
    expect(() => new Webhook(standard).verify(sent, exact.headers as Record<string, string>)).toThrow();

    const normalised = await firstOf('/standard');
    const body = new Webhook(standard).verify(normalised.body, normalised.headers as Record<string, string>);
    expect(body).toMatchObject({ type: 'stripe.invoice.paid', source: '/stripe', data: { id: 'evt_exact' } });
    expect(normalised.headers['webhook-id']).toBe(exact.headers['webhook-id']);
  });

  it('passes nothing on that proves the provider to the hub', async () => {
    await subscribe('/raw', { format: 'raw' });
    const more = { authorization: 'Bearer of-the-provider', cookie: 'session=1', 'x-anything': 'else' };
    await fromStripe(stripeBody('evt_headers'), more);
    const { headers } = await firstOf('/raw');
    expect(Object.keys(headers).sort()).toEqual([
      'accept-encoding',
      'connection',
      'content-length',
      'content-type',
      'host',
      'kanca-event-source',
      'kanca-event-type',
      'kanca-hops',
      'traceparent',
      'user-agent',
      'webhook-id',
      'webhook-signature',
      'webhook-timestamp',
    ]);
  });

  it('sends the same bytes in every attempt, each signed anew', async () => {
    const secret = await subscribe('/raw', { format: 'raw' });
    sink.behave((_request, response) => response.writeHead(sink.requests.length === 1 ? 500 : 204).end());
    const sent = stripeBody('evt_attempts');
    await fromStripe(sent);
    const attempts = await came('/raw', 2);
    for (const { body, headers } of attempts) {
      expect(body.toString()).toBe(sent);
      expect(isSignedWith(secret, body, headers)).toBe(true);
    }
  });

  it("continues the trace of the provider's request, with a span of its own for each subscriber", async () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    await subscribe('/raw', { format: 'raw' });
    await subscribe('/standard', {});
    await fromStripe(stripeBody('evt_trace'), { traceparent: `00-${trace}-00f067aa0ba902b7-01` });
    const traces = [await firstOf('/raw'), await firstOf('/standard')].map(({ headers }) => headers['traceparent']);
    expect(traces.map((traceparent) => String(traceparent).split('-')[1])).toEqual([trace, trace]);
    expect(new Set([...traces.map((traceparent) => String(traceparent).split('-')[2]), '00f067aa0ba902b7']).size).toBe(
      3,
    );
  });

  it('passes a form on as the form that it was, though its event is JSON', async () => {
    const body = 'command=%2Fdeploy&text=now+please&channel_id=C1&trigger_id=1.2.3&user_name=ada';
    const at = String(Math.floor(Date.now() / 1_000));
    const signature = createHmac('sha256', 'slack-signing-secret-1').update(`v0:${at}:${body}`).digest('hex');
    await subscribe('/raw', { filters: ['slack.*'], format: 'raw' });
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    await incoming('slack', body, { ...form, 'x-slack-request-timestamp': at, 'x-slack-signature': `v0=${signature}` });
    const request = await firstOf('/raw');
    expect(request.body.toString()).toBe(body);
    expect(request.headers).toMatchObject({ ...form, 'kanca-event-type': 'slack.slash_command:/deploy' });
  });

  it('passes compressed bytes on compressed, and says so', async () => {
    const body = gzipSync('{"n": 1}');
    const secret = await subscribe('/raw', { filters: ['generic-json.*'], format: 'raw' });
    expect((await fromCode(body, { 'content-encoding': 'gzip' })).ok).toBe(true);
    const request = await firstOf('/raw');
    expect(request.body.equals(body)).toBe(true);
    expect(request.headers['content-encoding']).toBe('gzip');
    expect(isSignedWith(secret, request.body, request.headers)).toBe(true);
  });

  it('gives each event of one request its own bytes, and those of no other', async () => {
    await subscribe('/raw', { filters: ['pusher.channel_occupied'], format: 'raw' });
    const body = JSON.stringify({
      time_ms: 1_760_000_000_000,
      events: [
        { name: 'channel_occupied', channel: 'private-of-ada' },
        { name: 'channel_vacated', channel: 'private-of-bob' },
        { name: 'channel_occupied', channel: 'private-of-eve' },
      ],
    });
    const signature = createHmac('sha256', PUSHER.secret).update(body).digest('hex');
    expect((await incoming('pusher', body, { 'x-pusher-key': PUSHER.key, 'x-pusher-signature': signature })).ok).toBe(
      true,
    );
    const bodies = (await came('/raw', 2)).map((request) => request.body.toString());
    expect(bodies.sort()).toEqual([
      '{"name":"channel_occupied","channel":"private-of-ada"}',
      '{"name":"channel_occupied","channel":"private-of-eve"}',
    ]);
  });

  it('gives the data of an event that was published: no provider sent any bytes', async () => {
    const secret = await subscribe('/raw', { filters: ['order.placed'], format: 'raw' });
    await hub.call('POST', '/events', { type: 'order.placed', data: { id: 7, note: 'ş' } });
    const request = await firstOf('/raw');
    expect(request.body.toString()).toBe('{"id":7,"note":"ş"}');
    expect(request.headers).toMatchObject({ 'content-type': 'application/json', 'kanca-event-type': 'order.placed' });
    expect(isSignedWith(secret, request.body, request.headers)).toBe(true);
  });

  it('gives the data of an event that came in a query: such a request has no body', async () => {
    const url = '/api/webhooks/incoming/twilio?AccountSid=AC1&MessageSid=SM1&MessageStatus=sent&From=%2B1&To=%2B2';
    const signature = createHmac('sha1', TWILIO_TOKEN)
      .update(PUBLIC_URL + url)
      .digest('base64');
    await subscribe('/raw', { filters: ['twilio.*'], format: 'raw' });
    expect((await fetch(hub.url + url, { headers: { 'x-twilio-signature': signature } })).ok).toBe(true);
    const request = await firstOf('/raw');
    expect(JSON.parse(request.body.toString())).toMatchObject({ MessageSid: 'SM1', From: '+1' });
    expect(request.headers['content-type']).toBe('application/json');
  });

  it('passes a large body on whole', async () => {
    const body = JSON.stringify({ text: 'x'.repeat(3_000_000) });
    await subscribe('/raw', { filters: ['generic-json.*'], format: 'raw' });
    expect((await fromCode(body)).ok).toBe(true);
    expect((await firstOf('/raw')).body.equals(Buffer.from(body))).toBe(true);
  });

  it('keeps a secret to itself that stands in the body', async () => {
    const options = { code: CODE };
    const organization = '00D000000000001';
    await hub.call('POST', '/sources', { provider: 'salesforce', secrets: [organization], options });
    const [event = ''] = Object.keys(salesforce.samples);
    const sample = sampleRequest(salesforce, {
      event,
      mode: 'valid',
      secret: organization,
      options,
      id: '04l000000000001',
      now: Date.now(),
      url: '/api/webhooks/incoming/salesforce',
      publicUrl: hub.url,
    });
    const body = sample.body
      .toString()
      .replace(/<SessionId[^>]*\/>|<SessionId>.*<\/SessionId>/, `<SessionId>${SESSION_ID}</SessionId>`);
    expect(body).toContain(SESSION_ID);
    await subscribe('/raw', { filters: ['salesforce.*'], format: 'raw' });
    const answer = await fetch(hub.url + sample.url, { method: sample.method, headers: sample.headers, body });
    expect(answer.ok).toBe(true);
    const request = await firstOf('/raw');
    expect(request.body.toString()).toContain('<SessionId>');
    expect(request.body.toString()).not.toContain(SESSION_ID);
  });

  it('refuses body properties where there is no room for any, whichever of the two is set last', async () => {
    const properties = { environment: 'test' };
    const refusal = {
      status: 400,
      body: {
        code: 'invalid_request',
        problems: [{ field: 'properties', problem: expect.stringContaining('raw') as unknown }],
      },
    };
    expect(await hub.call('POST', '/subscriptions', { uri: sink.url, format: 'raw', properties })).toMatchObject(
      refusal,
    );
    const withFormat = await hub.call<{ id: string }>('POST', '/subscriptions', { uri: sink.url, format: 'raw' });
    expect(await hub.call('PATCH', `/subscriptions/${withFormat.body.id}`, { properties })).toMatchObject(refusal);
    const withProperties = await hub.call<{ id: string }>('POST', '/subscriptions', { uri: sink.url, properties });
    const path = `/subscriptions/${withProperties.body.id}`;
    expect(await hub.call('PATCH', path, { format: 'raw' })).toMatchObject(refusal);
    expect(await hub.call('PATCH', path, { format: 'raw', properties: {} })).toMatchObject({ body: { format: 'raw' } });
  });

  it('names the formats that there are when it is asked for another', async () => {
    const { status, body } = await hub.call<{ detail: string }>('POST', '/subscriptions', {
      uri: sink.url,
      format: 'rwa',
    });
    expect([status, body.detail]).toEqual([400, expect.stringMatching(/format.*standard.*raw/)]);
  });
});

function isSignedWith(secret: string, body: Buffer, headers: SunkRequest['headers']): boolean {
  const text = (name: string): string | undefined => headers[name]?.toString();
  return verifyStandard({
    headers: { id: text('webhook-id'), timestamp: text('webhook-timestamp'), signature: text('webhook-signature') },
    body,
    secrets: [parseSecret(secret)],
    nowMs: Date.now(),
  }).isVerified;
}
