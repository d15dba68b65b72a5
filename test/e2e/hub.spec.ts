import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventOf } from '@kanca/core';
import { OnWebhook, SkipRetry, type HandlerContext } from '@kanca/handlers';
import '@kanca/receivers/github';
import '@kanca/receivers/slack';
import '@kanca/receivers/stripe';
import { eventually } from '@kanca/testing';
import { Injectable, Module } from '@nestjs/common';
import { sign } from '@octokit/webhooks-methods';
import { Webhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { startSink, type Sink } from '../support/sink.js';
import { callApi, startTestHub, type TestHub } from '../support/test-hub.js';

const QUICK = { kind: 'list', delaysMs: [20, 20, 20], jitter: 0 } as const;
const GITHUB_SECRET = 'github-secret-1';
const STRIPE_SECRET = 'whsec_stripe_secret_1';
const SLACK_SECRET = 'slack-signing-secret-1';

interface Delivery {
  readonly id: string;
  readonly state: string;
  readonly attemptCount: number;
  readonly consumer: { readonly name: string; readonly kind: string };
}

interface EventDetail {
  readonly id: string;
  readonly type: string;
  readonly duplicates: number;
  readonly data: unknown;
  readonly deliveries: readonly Delivery[];
}

const heard: { name: string; type: string; attempt: number; data: unknown }[] = [];

@Injectable()
class Handlers {
  @OnWebhook('github', 'push', { retry: QUICK })
  steady(event: EventOf<'github', 'push'>, { attempt }: HandlerContext): void {
    heard.push({ name: 'steady', type: event.type, attempt, data: event.data.ref });
  }

  @OnWebhook('github', 'push', { retry: QUICK })
  shaky(event: EventOf<'github', 'push'>, { attempt }: HandlerContext): void {
    heard.push({ name: 'shaky', type: event.type, attempt, data: null });
    if (attempt < 3) throw new Error(`not yet: ${String(attempt)}`);
  }

  @OnWebhook('github', 'push', { retry: QUICK })
  hopeless(): void {
    throw new Error('never');
  }

  @OnWebhook('github', 'push', { retry: QUICK })
  sceptical(): void {
    throw new SkipRetry('no use');
  }

  @OnWebhook('github', 'issues')
  issues(event: EventOf<'github', 'issues'>): void {
    heard.push({ name: 'issues', type: event.type, attempt: 1, data: null });
  }

  @OnWebhook('stripe', '*')
  stripe(event: EventOf<'stripe', '*'>): void {
    heard.push({ name: 'stripe', type: event.type, attempt: 1, data: event.data });
  }

  @OnWebhook('slack', '*', { reply: true })
  command(event: EventOf<'slack', '*'>): { body: { text: string } } | undefined {
    return event.type.startsWith('slack.slash_command') ? { body: { text: 'on my way' } } : undefined;
  }
}

@Module({ providers: [Handlers] })
class HandlersOfTheTest {}

describe('the hub, end to end', () => {
  let hub: TestHub;
  let sink: Sink;

  beforeAll(async () => {
    sink = await startSink();
    hub = await startTestHub({ modules: [HandlersOfTheTest] });
    for (const [provider, secret] of [
      ['github', GITHUB_SECRET],
      ['stripe', STRIPE_SECRET],
      ['slack', SLACK_SECRET],
    ] as const)
      expect((await hub.call('POST', '/sources', { provider, secrets: [secret] })).status).toBe(201);
  });

  afterAll(async () => {
    await hub.close();
    await sink.close();
  });

  beforeEach(() => {
    heard.length = 0;
    sink.requests.length = 0;
    sink.behave((_request, response) => response.writeHead(204).end());
  });

  const incoming = (provider: string, headers: Record<string, string>, body: string): Promise<Response> =>
    fetch(`${hub.url}/api/webhooks/incoming/${provider}`, { method: 'POST', headers, body });

  const push = async (
    id: string,
    body = JSON.stringify({ ref: `refs/heads/${id}`, repository: {} }),
  ): Promise<Response> =>
    incoming(
      'github',
      {
        'content-type': 'application/json',
        'x-github-event': 'push',
        'x-github-delivery': id,
        'x-hub-signature-256': await sign(GITHUB_SECRET, body),
      },
      body,
    );

  const eventOf = async (response: Response): Promise<string> => {
    const { events } = (await response.json()) as { events: string[] };
    return String(events[0]);
  };

  const show = async (id: string): Promise<EventDetail> => (await hub.call<EventDetail>('GET', `/events/${id}`)).body;

  const settled = (id: string): Promise<EventDetail> =>
    eventually(async () => {
      const event = await show(id);
      return event.deliveries.every(({ state }) => state !== 'pending' && state !== 'running') && event;
    });

  it('takes a push that GitHub signed to its handlers and to a subscriber, and shows both outcomes', async () => {
    const created = await hub.call<{ id: string; secret: string }>('POST', '/subscriptions', {
      uri: sink.url,
      filters: ['github.*'],
      headers: { 'x-team': 'billing' },
      properties: { environment: 'test' },
    });
    expect(created.status).toBe(201);
    const answer = await push('push-1');
    expect(answer.status).toBe(200);
    const event = await settled(await eventOf(answer));
    expect(event).toMatchObject({ type: 'github.push', data: { ref: 'refs/heads/push-1' } });
    const states = Object.fromEntries(
      event.deliveries.map(({ consumer, state, attemptCount }) => [consumer.name, [state, attemptCount]]),
    );
    expect(states).toEqual({
      'Handlers.steady': ['delivered', 1],
      'Handlers.shaky': ['delivered', 3],
      'Handlers.hopeless': ['dead', 4],
      'Handlers.sceptical': ['dead', 1],
      [sink.url]: ['delivered', 1],
    });
    const [sent] = sink.requests;
    const headers = sent?.headers as Record<string, string>;
    expect(headers['x-team']).toBe('billing');
    expect(headers['user-agent']).toMatch(/^Kanca\/\d/);
    expect(headers['traceparent']).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    const verifier = new Webhook(created.body.secret);
    expect(verifier.verify(String(sent?.body), headers)).toMatchObject({
      id: event.id,
      type: 'github.push',
      source: '/github',
      data: { ref: 'refs/heads/push-1' },
      environment: 'test',
    });
    expect(() => verifier.verify(`${String(sent?.body)} `, headers)).toThrow();
    await hub.call('DELETE', `/subscriptions/${created.body.id}`);
  });

  it('keeps the stack of a failed attempt for the operator', async () => {
    const event = await settled(await eventOf(await push('push-stack')));
    const hopeless = event.deliveries.find(({ consumer }) => consumer.name === 'Handlers.hopeless');
    const { body } = await hub.call<{ attempts: { error: string; detail: { stack: string } }[] }>(
      'GET',
      `/deliveries/${String(hopeless?.id)}`,
    );
    expect(body.attempts).toHaveLength(4);
    expect(body.attempts[0]).toMatchObject({ error: 'never' });
    expect(body.attempts[0]?.detail.stack).toContain('hub.spec');
  });

  it('stores a redelivery once and says so', async () => {
    const first = await push('push-twice');
    const second = await push('push-twice');
    expect(first.headers.get('kanca-duplicate')).toBeNull();
    expect(second.headers.get('kanca-duplicate')).toBe('true');
    const id = await eventOf(first);
    expect(await eventOf(second)).toBe(id);
    expect((await settled(id)).duplicates).toBe(1);
    expect(heard.filter(({ name }) => name === 'steady')).toHaveLength(1);
  });

  it('gives the exact bytes back that were received', async () => {
    const body = '{ "ref" : "refs/heads/exact",\n "n": 12345678901234567890 }';
    const id = await eventOf(await push('push-exact', body));
    const response = await fetch(`${hub.url}/api/v1/events/${id}/raw`, {
      headers: { authorization: 'Bearer test-admin-key-0123456789' },
    });
    expect(await response.text()).toBe(body);
  });

  it('calls the handler of issues for issues.opened', async () => {
    const body = JSON.stringify({ action: 'opened', issue: {}, repository: {} });
    await incoming(
      'GitHub',
      {
        'content-type': 'application/json',
        'x-github-event': 'issues',
        'x-github-delivery': 'issues-1',
        'x-hub-signature-256': await sign(GITHUB_SECRET, body),
      },
      body,
    );
    await eventually(() => heard.some(({ name, type }) => name === 'issues' && type === 'github.issues.opened'));
  });

  it('takes an event that Stripe signed', async () => {
    const payload = JSON.stringify({
      id: 'evt_stripe_1',
      object: 'event',
      type: 'invoice.paid',
      created: 1_760_000_000,
      data: {},
    });
    const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: STRIPE_SECRET });
    const response = await incoming(
      'stripe',
      { 'content-type': 'application/json', 'stripe-signature': signature },
      payload,
    );
    expect(response.status).toBe(200);
    await eventually(() => heard.some(({ type }) => type === 'stripe.invoice.paid'));
  });

  it('lets a reply handler answer a Slack command while Slack waits', async () => {
    const { body } = await hub.call<{ data: { id: string; provider: string }[] }>('GET', '/sources');
    const slack = body.data.find(({ provider }) => provider === 'slack');
    const tested = await hub.call<{ status: number; body: string }>('POST', `/sources/${String(slack?.id)}/test`, {
      event: 'slash_command:/deploy',
    });
    expect(tested.body).toMatchObject({ status: 200, body: JSON.stringify({ text: 'on my way' }) });
  });

  it('takes an event that the application publishes to the same consumers', async () => {
    const created = await hub.call<{ id: string }>('POST', '/subscriptions', {
      uri: sink.url,
      filters: ['invoice.*', '!invoice.draft'],
    });
    const published = await hub.call<{ id: string; deliveries: number }>('POST', '/events', {
      type: 'invoice.paid',
      data: { amount: 100 },
      id: 'order-1',
      subject: 'order-1',
    });
    expect(published.status).toBe(202);
    expect(published.body.deliveries).toBe(1);
    const again = await hub.call<{ id: string }>('POST', '/events', { type: 'invoice.paid', data: {}, id: 'order-1' });
    expect(again.body.id).toBe(published.body.id);
    expect(
      (await hub.call<{ deliveries: number }>('POST', '/events', { type: 'invoice.draft', data: {} })).body.deliveries,
    ).toBe(0);
    await settled(published.body.id);
    expect(JSON.parse(String(sink.requests[0]?.body))).toMatchObject({
      type: 'invoice.paid',
      subject: 'order-1',
      data: { amount: 100 },
    });
    await hub.call('DELETE', `/subscriptions/${created.body.id}`);
  });

  it.each([
    ['no key', undefined, 401, 'unauthorized'],
    ['a wrong key', 'kanca_wrong', 401, 'unauthorized'],
  ])('refuses the management API to %s', async (_name, key, status, code) => {
    const response = await fetch(`${hub.url}/api/v1/events`, {
      headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
    });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ code, status });
  });

  it('lets a key do what its scopes say, in its own tenant, and nothing after it was revoked', async () => {
    const { body: key } = await hub.call<{ id: string; key: string }>('POST', '/keys', {
      name: 'acme publisher',
      scopes: ['publish'],
      tenant: 'acme',
    });
    const publish = (tenant?: string): Promise<{ status: number; body: { id?: string } }> =>
      callApi(hub.url, 'POST', '/events', { type: 'a.b', data: 1, tenant }, key.key);
    const mine = await publish();
    expect(mine.status).toBe(202);
    expect((await show(String(mine.body.id))) as unknown).toMatchObject({ tenant: 'acme' });
    expect((await publish('other')).status).toBe(403);
    expect((await callApi(hub.url, 'GET', '/events', undefined, key.key)).status).toBe(403);
    expect((await hub.call('DELETE', `/keys/${key.id}`)).status).toBe(204);
    expect((await publish()).status).toBe(401);
  });

  it('names every field that is wrong', async () => {
    const { status, body } = await hub.call<{ code: string; problems: { field: string }[] }>('POST', '/subscriptions', {
      uri: sink.url,
      filters: ['a*b'],
      headers: { 'webhook-id': 'mine' },
      timeoutMs: 5,
      colour: 'red',
    });
    expect(status).toBe(400);
    expect(body.code).toBe('invalid_request');
    const second = await hub.call<{ problems: { field: string }[] }>('POST', '/subscriptions', {
      uri: sink.url,
      filters: ['a*b'],
      headers: { 'webhook-id': 'mine' },
      timeoutMs: 5,
    });
    expect(second.body.problems.map(({ field }) => field).sort()).toEqual([
      'filters.0',
      expect.stringMatching(/^headers/),
      'timeoutMs',
    ]);
  });

  it.each([
    'http://10.0.0.1/x',
    'http://169.254.169.254/latest/meta-data',
    'http://localhost:1',
    'ftp://example.com/',
    'http://[::1]/',
  ])('refuses to subscribe %s', async (uri) => {
    const { status, body } = await hub.call<{ code: string }>('POST', '/subscriptions', { uri });
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'egress_refused' });
  });

  it('never shows a secret that it was given', async () => {
    const { body } = await hub.call<{ id: string }>('POST', '/subscriptions', {
      uri: sink.url,
      headers: { authorization: 'Bearer very-secret-header' },
      secret: `whsec_${Buffer.alloc(32, 3).toString('base64')}`,
    });
    const shown = JSON.stringify([
      (await hub.call('GET', `/subscriptions/${body.id}`)).body,
      (await hub.call('GET', '/subscriptions')).body,
      (await hub.call('GET', '/sources')).body,
    ]);
    for (const secret of [
      'very-secret-header',
      Buffer.alloc(32, 3).toString('base64'),
      GITHUB_SECRET,
      STRIPE_SECRET,
      SLACK_SECRET,
    ])
      expect(shown).not.toContain(secret);
    await hub.call('DELETE', `/subscriptions/${body.id}`);
  });

  it('serves its OpenAPI document, its docs page, health and metrics', async () => {
    const document = (await (await fetch(`${hub.url}/api/v1/openapi.json`)).json()) as {
      openapi: string;
      paths: object;
    };
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/api/v1/events',
        '/api/v1/events/{id}',
        '/api/v1/subscriptions/{id}/rotate-secret',
        '/health/ready',
      ]),
    );
    const page = await fetch(`${hub.url}/api/docs`);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe-inline');
    for (const [, file = ''] of (await page.text()).matchAll(/(?:src|href)="(\/[^"]+)"/g))
      expect((await fetch(hub.url + file)).status).toBe(200);
    expect((await fetch(`${hub.url}/health/live`)).status).toBe(200);
    expect(await (await fetch(`${hub.url}/health/ready`)).json()).toEqual({ status: 'ready', reasons: [] });
    const metrics = await (await fetch(`${hub.url}/metrics`)).text();
    for (const name of [
      'kanca_ingest_requests_total',
      'kanca_ingest_duration_seconds',
      'kanca_events_total',
      'kanca_deliveries_total',
      'kanca_delivery_duration_seconds',
      'kanca_delivery_lag_seconds',
      'kanca_queue_deliveries',
      'kanca_queue_oldest_age_seconds',
      'kanca_handler_runs_total',
      'process_cpu_seconds_total',
    ])
      expect(metrics).toContain(name);
  });

  it('answers an unknown route with a problem document', async () => {
    const response = await fetch(`${hub.url}/nowhere`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'not_found', status: 404 });
  });
});
