import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { defineFormat, FormatModule, standardSignature } from '@kanca/sender';
import { eventually } from '@kanca/testing';
import { CloudEvent, HTTP } from 'cloudevents';
import { Webhook } from 'standardwebhooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Webhook as SvixWebhook } from 'svix';
import { startSink, type Sink } from '../support/sink.js';
import { startTestHub, type TestHub } from '../support/test-hub.js';

interface Problem {
  readonly detail: string;
  readonly errors?: unknown;
}

const lines = defineFormat({
  name: 'lines',
  description: 'The type and the data, a line each.',
  reservedProperties: null,
  method: () => 'PATCH',
  body: ({ event }) => {
    if (event.type === 'lines.broken') throw new Error('there is no line for this');
    const body = { contentType: 'text/plain', bytes: Buffer.from(`${event.type}\n${event.dataBytes.toString()}\n`) };
    // To jest's modules this is no instance of Promise, as that of another library is none to a hub.
    return event.type === 'lines.later' ? pause(1, body) : body;
  },
  sign: standardSignature,
});
class LinesFormatModule extends FormatModule(lines) {}

describe('a subscription with a format', () => {
  let hub: TestHub;
  let receiver: TestHub;
  let sink: Sink;

  beforeAll(async () => {
    [hub, receiver] = await Promise.all([startTestHub({ modules: [LinesFormatModule] }), startTestHub()]);
    sink = await startSink();
  });

  afterAll(async () => {
    await Promise.all([hub.close(), receiver.close()]);
    await sink.close();
  });

  beforeEach(async () => {
    await hub.unsubscribeAll();
    sink.reset();
  });

  const subscribe = (input: object) => hub.subscribe<{ retry: unknown }>({ uri: sink.url, ...input });
  const publish = (type: string, data: unknown): Promise<string> => hub.publish(type, data);

  async function sunk(count = 1): Promise<Sink['requests']> {
    await eventually(() => sink.requests.length >= count);
    return sink.requests;
  }

  it('standard is verified by standardwebhooks and by svix', async () => {
    const { secret } = await subscribe({ properties: { region: 'eu' } });
    await publish('invoice.paid', { amount: 100 });
    const [request] = await sunk();
    const headers = request?.headers as Record<string, string>;
    const body = request?.body.toString() ?? '';
    expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: 'invoice.paid', region: 'eu' });
    expect(() => new SvixWebhook(secret).verify(body, headers)).not.toThrow();
    expect(() => new SvixWebhook(secret).verify(`${body} `, headers)).toThrow('No matching signature');
  });

  it('cloudevents is parsed by the SDK of CloudEvents and verified by standardwebhooks', async () => {
    const { secret } = await subscribe({ format: 'cloudevents', properties: { region: 'eu' } });
    await publish('invoice.paid', { amount: 100 });
    const [request] = await sunk();
    const headers = request?.headers as Record<string, string>;
    const body = request?.body.toString() ?? '';
    expect(new Webhook(secret).verify(body, headers)).toBeTruthy();
    const event = new CloudEvent(HTTP.toEvent({ headers, body }) as CloudEvent<unknown>, true);
    expect(event).toMatchObject({
      id: headers['webhook-id'],
      type: 'invoice.paid',
      data: { amount: 100 },
      region: 'eu',
    });
  });

  it('cloudevents refuses properties that CloudEvents has no room for, also when the format is set later', async () => {
    const created = await hub.call<Problem>('POST', '/subscriptions', {
      uri: sink.url,
      format: 'cloudevents',
      properties: { 'my-region': 'eu' },
    });
    expect([created.status, created.body.detail]).toEqual([400, expect.stringContaining('properties.my-region')]);
    const { id } = await subscribe({ properties: { list: [1] } });
    const patched = await hub.call<Problem>('PATCH', `/subscriptions/${id}`, { format: 'cloudevents' });
    expect([patched.status, patched.body.detail]).toEqual([400, expect.stringContaining('properties.list')]);
  });

  it('aspnet reaches a source of aspnet-custom in another hub, and counts its attempts', async () => {
    const secret = 'a-secret-of-asp-net-that-has-32-characters';
    await receiver.call('POST', '/sources', { provider: 'aspnet-custom', secrets: [secret] });
    await subscribe({ uri: `${receiver.url}/api/webhooks/incoming/aspnet-custom`, format: 'aspnet', secret });
    await publish('order.shipped', { number: 'A-1' });
    const event = await eventually(async () => {
      const { body } = await receiver.call<{ data: { id: string }[] }>(
        'GET',
        '/events?type=aspnet-custom.order.shipped',
      );
      return body.data[0];
    });
    const { body } = await receiver.call<{ data: unknown }>('GET', `/events/${event.id}`);
    expect(body.data).toMatchObject({ Attempt: 1, Notifications: [{ Action: 'order.shipped', number: 'A-1' }] });

    sink.behave((_request, response) => response.writeHead(sink.requests.length === 1 ? 500 : 200).end());
    await subscribe({
      format: 'aspnet',
      secret,
      filters: ['twice'],
      retry: { kind: 'list', delaysMs: [10], jitter: 0 },
    });
    await publish('twice', {});
    const [first, second] = await sunk(2);
    for (const [index, request] of [first, second].entries()) {
      expect(JSON.parse(request?.body.toString() ?? '')).toMatchObject({ Attempt: index + 1 });
      const digest = createHmac('sha256', secret)
        .update(request?.body ?? '')
        .digest('hex')
        .toUpperCase();
      expect(request?.headers['ms-signature']).toBe(`sha256=${digest}`);
    }
  });

  it('fastcomments reaches a source of fastcomments in another hub: PUT, PUT and DELETE', async () => {
    const apiSecret = 'NBDRR9VKDXN4M8XC';
    await receiver.call('POST', '/sources', { provider: 'fastcomments', secrets: [apiSecret] });
    const uri = `${receiver.url}/api/webhooks/incoming/fastcomments`;
    const { retry } = await subscribe({ uri, format: 'fastcomments', secret: apiSecret });
    expect(retry).toEqual({ kind: 'linear', stepMs: 60_000, maxAttempts: 100, jitter: 0 });
    for (const type of ['created', 'updated', 'deleted'])
      await publish(`comment.${type}`, { id: `c-${type}`, urlId: 'page', comment: 'Hello' });
    const events = await eventually(async () => {
      const { body } = await receiver.call<{ data: { type: string }[] }>('GET', '/events?type=fastcomments.*');
      return body.data.length === 3 && body.data;
    });
    expect(events.map(({ type }) => type).sort()).toEqual([
      'fastcomments.comment.deleted',
      'fastcomments.comment.upserted',
      'fastcomments.comment.upserted',
    ]);
  });

  it('fastcomments never shows its token in an attempt', async () => {
    const { id, secret } = await subscribe({ format: 'fastcomments' });
    sink.behave((_request, response) => response.writeHead(500).end());
    await publish('comment.created', { id: 'c1' });
    const [request] = await sunk();
    expect(request?.headers['token']).toBe(secret);
    const attempts = await eventually(async () => {
      const { body } = await hub.call<{ data: unknown[] }>('GET', `/subscriptions/${id}/attempts`);
      return body.data.length > 0 && body;
    });
    expect(JSON.stringify(attempts)).not.toContain(secret);
  });

  it('fastcomments may not be told another token, nor a header twice in another case', async () => {
    const created = await hub.call<Problem>('POST', '/subscriptions', {
      uri: sink.url,
      format: 'fastcomments',
      headers: { Token: 'mine' },
    });
    expect([created.status, created.body.detail]).toEqual([400, expect.stringContaining('headers.Token')]);
    await subscribe({ headers: { 'User-Agent': 'mine', 'X-Tenant': 'acme' } });
    await publish('a.b', {});
    const [request] = await sunk();
    expect(request?.headers).toMatchObject({
      'user-agent': expect.stringMatching(/^Kanca\/[\d.]+$/),
      'x-tenant': 'acme',
    });
  });

  it('of a module is sent as the module writes it', async () => {
    const { secret } = await subscribe({ format: 'lines', filters: ['lines.*'] });
    await publish('lines.first', { n: 1 });
    const [request] = await sunk();
    expect([request?.method, request?.body.toString()]).toEqual(['PATCH', 'lines.first\n{"n":1}\n']);
    const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signature } = request?.headers ?? {};
    const digest = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
      .update(`${String(id)}.${String(time)}.${request?.body.toString() ?? ''}`)
      .digest('base64');
    expect(signature).toBe(`v1,${digest}`);
  });

  it('of a module that writes its body later, by a promise of its own, is waited for', async () => {
    await subscribe({ format: 'lines', filters: ['lines.later'] });
    await publish('lines.later', {});
    expect((await sunk())[0]?.body.toString()).toBe('lines.later\n{}\n');
  });

  it('of a module that throws fails its attempt with its sentence', async () => {
    const { id } = await subscribe({ format: 'lines', filters: ['lines.broken'] });
    await publish('lines.broken', {});
    const attempt = await eventually(async () => {
      const { body } = await hub.call<{ data: { error: string }[] }>('GET', `/subscriptions/${id}/attempts`);
      return body.data[0];
    });
    expect(attempt.error).toBe('The format lines could not write this event: there is no line for this');
    expect(sink.requests).toEqual([]);
  });

  it('of a module is known to the hub that has the module, and to no other', async () => {
    const refused = await receiver.call<Problem>('POST', '/subscriptions', { uri: sink.url, format: 'lines' });
    expect([refused.status, refused.body.detail]).toEqual([
      400,
      expect.stringContaining('"lines" is no format: there are standard, cloudevents, aspnet, fastcomments, raw'),
    ]);
  });

  it('changes to one that its secret is too odd for only once the secret was rotated', async () => {
    const { id } = await subscribe({ format: 'aspnet', secret: 'not base64 at all, and long enough for it' });
    const refused = await hub.call<Problem>('PATCH', `/subscriptions/${id}`, { format: 'standard' });
    expect([refused.status, refused.body.detail]).toEqual([400, expect.stringContaining('Rotate the secret first')]);
    expect(refused.body.detail).not.toContain('not base64 at all');
    await hub.call('POST', `/subscriptions/${id}/rotate-secret`, { overlapSeconds: 0 });
    const changed = await hub.call('PATCH', `/subscriptions/${id}`, { format: 'standard' });
    expect(changed.status).toBe(200);
  });
});
