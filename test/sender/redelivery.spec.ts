import { createServer, type Server } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import { Webhook } from 'standardwebhooks';
import { startSink, type Sink } from '../support/sink.js';
import { callApi, startTestHub, type TestHub } from '../support/test-hub.js';

interface Delivery {
  readonly id: string;
  readonly state: string;
  readonly attemptCount: number;
  readonly nextAttemptAt: string | null;
  readonly attempts: readonly { readonly number: number; readonly status: number | null }[];
}

interface Subscribed {
  readonly id: string;
  readonly secret: string;
  readonly retry: object;
  readonly retryIsOwn: boolean;
}

const minutes = (...delays: readonly number[]): object => ({
  kind: 'list',
  delaysMs: delays.map((delay) => delay * 60_000),
  jitter: 0,
});
const ONCE = { kind: 'list', delaysMs: [], jitter: 0 };
const HUB_MINUTES = 7;
const TYPE_MINUTES = 20;
const OWN_MINUTES = 50;

describe('redelivery', () => {
  let hub: TestHub;
  let sink: Sink;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kanca-redelivery-'));
    const KANCA_CONFIG = join(folder, 'kanca.yaml');
    await writeFile(
      KANCA_CONFIG,
      `retry: { kind: list, delaysMs: [${String(HUB_MINUTES * 60_000)}], jitter: 0 }\n` +
        `eventTypes: [{ name: typed.retry, retry: { kind: list, delaysMs: [${String(TYPE_MINUTES * 60_000)}], jitter: 0 } }]\n` +
        'subscriptions: [{ key: filed, uri: "https://example.com/hooks" }]\n',
    );
    hub = await startTestHub({ env: { KANCA_CONFIG } });
    sink = await startSink();
  });
  afterAll(async () => {
    await hub.close();
    await sink.close();
    await rm(folder, { recursive: true });
  });
  beforeEach(() => {
    sink.behave((_request, response) => response.writeHead(204).end());
  });

  const subscribe = (more: object): Promise<Subscribed> => hub.subscribe<Subscribed>({ uri: sink.url, ...more });
  const publish = (type: string, data: unknown = {}): Promise<string> => hub.publish(type, data);
  const deliveryOf = async (subscription: string, event: string): Promise<Delivery> => {
    const { body } = await hub.call<{ data: Delivery[] }>('GET', `/deliveries?consumer=${subscription}&event=${event}`);
    const [found] = body.data;
    return (await hub.call<Delivery>('GET', `/deliveries/${found?.id ?? ''}`)).body;
  };
  const reaches = async (subscription: string, event: string, state: string, attempts = 1): Promise<Delivery> => {
    await eventually(async () => {
      const delivery = await deliveryOf(subscription, event);
      return delivery.state === state && delivery.attempts.length === attempts;
    });
    return deliveryOf(subscription, event);
  };
  const fails = (): void => sink.behave((_request, response) => response.writeHead(500).end());

  describe('by a schedule', () => {
    const waitsMinutes = async (subscription: string, type: string): Promise<number> => {
      fails();
      const { nextAttemptAt } = await reaches(subscription, await publish(type), 'pending');
      return Math.round((Date.parse(nextAttemptAt ?? '') - Date.now()) / 60_000);
    };

    it('is that of the hub where nobody says anything else', async () => {
      const { id, retry, retryIsOwn } = await subscribe({ filters: ['plain.retry'] });
      expect({ retry, retryIsOwn }).toEqual({ retry: minutes(HUB_MINUTES), retryIsOwn: false });
      expect(await waitsMinutes(id, 'plain.retry')).toBe(HUB_MINUTES);
    });

    it('is that of the hub for a subscription of the file, too', async () => {
      const { body } = await hub.call<{ data: Subscribed[] }>('GET', '/subscriptions?key=filed');
      expect(body.data).toMatchObject([{ retry: minutes(HUB_MINUTES), retryIsOwn: false }]);
    });

    it('is that of the event type before that of the hub', async () => {
      const { id } = await subscribe({ filters: ['typed.retry'] });
      expect(await waitsMinutes(id, 'typed.retry')).toBe(TYPE_MINUTES);
    });

    it('is that of the subscription before all others, until it is taken away', async () => {
      const { id, retryIsOwn } = await subscribe({ filters: ['typed.retry'], retry: minutes(OWN_MINUTES) });
      expect(retryIsOwn).toBe(true);
      expect(await waitsMinutes(id, 'typed.retry')).toBe(OWN_MINUTES);
      const { body } = await hub.call<Subscribed>('PATCH', `/subscriptions/${id}`, { retry: null });
      expect(body).toMatchObject({ retryIsOwn: false, retry: minutes(HUB_MINUTES) });
      expect(await waitsMinutes(id, 'typed.retry')).toBe(TYPE_MINUTES);
    });

    it('is that of the event type for an attempt that ran out of time, too', async () => {
      sink.behave(() => undefined);
      const { id } = await subscribe({ filters: ['typed.retry'], timeoutMs: 200 });
      const { nextAttemptAt } = await reaches(id, await publish('typed.retry'), 'pending');
      expect(Math.round((Date.parse(nextAttemptAt ?? '') - Date.now()) / 60_000)).toBe(TYPE_MINUTES);
    });

    it('is shown to the second before anybody waits for it', async () => {
      const preview = async (question: object): Promise<readonly string[]> => {
        const { body } = await hub.call<{ attempts: { at: string }[] }>('POST', '/retry-policies/preview', {
          from: '2026-01-15T12:00:00Z',
          ...question,
        });
        return body.attempts.map(({ at }) => at.slice(11, 16));
      };
      expect(await preview({ retry: minutes(1, 60) })).toEqual(['12:00', '12:01', '13:01']);
      expect(await preview({})).toEqual(['12:00', '12:07']);
      const own = await subscribe({ filters: ['typed.retry'], retry: minutes(OWN_MINUTES) });
      const plain = await subscribe({ filters: ['typed.retry'] });
      expect(await preview({ subscription: own.id, type: 'typed.retry' })).toEqual(['12:00', '12:50']);
      expect(await preview({ subscription: plain.id, type: 'typed.retry' })).toEqual(['12:00', '12:20']);
      expect(await preview({ subscription: plain.id })).toEqual(['12:00', '12:07']);
      const wrong = { retry: { kind: 'list', delaysMs: [1e12], jitter: 0 } };
      expect((await hub.call('POST', '/retry-policies/preview', wrong)).status).toBe(400);
    });
  });

  describe('by hand', () => {
    it('makes a new attempt each time, also of what was delivered', async () => {
      const { id } = await subscribe({ filters: ['hand.*'] });
      const event = await publish('hand.made');
      const { id: delivery } = await reaches(id, event, 'delivered');
      for (const attempts of [2, 3]) {
        expect((await hub.call('POST', `/deliveries/${delivery}/retry`)).status).toBe(202);
        await reaches(id, event, 'delivered', attempts);
      }
      expect((await deliveryOf(id, event)).attempts.map(({ number }) => number)).toEqual([1, 2, 3]);
      const ids = sink.requests.filter(({ headers }) => headers['webhook-id'] === event);
      expect(ids).toHaveLength(3);
    });
  });

  describe('of many at once', () => {
    it('recovers what has failed since a time, after it was counted', async () => {
      fails();
      const { id } = await subscribe({ filters: ['lost.*'], retry: ONCE });
      const [before, after] = [await publish('lost.first'), await publish('lost.second')];
      for (const event of [before, after]) await reaches(id, event, 'dead');
      const { body } = await hub.call<{ receivedAt: string }>('GET', `/events/${after}`);
      sink.behave((_request, response) => response.writeHead(204).end());

      const recover = (more: object) =>
        hub.call<{ count: number }>('POST', `/subscriptions/${id}/recover`, { since: body.receivedAt, ...more });
      const dry = await recover({ dryRun: true });
      expect({ status: dry.status, count: dry.body.count }).toEqual({ status: 200, count: 1 });
      expect((await recover({})).status).toBe(202);
      await eventually(async () => {
        const { body: page } = await hub.call<{ data: Delivery[] }>(
          'GET',
          `/deliveries?consumer=${id}&state=delivered`,
        );
        return page.data.length === 1;
      });
      expect((await deliveryOf(id, before)).state).toBe('dead');
    });

    it('delivers what a subscription asks for and never got', async () => {
      await publish('backfill.early', { n: 1 });
      const { id } = await subscribe({ filters: ['backfill.*'] });
      await reaches(id, await publish('backfill.late'), 'delivered');
      const missing = (more: object) =>
        hub.call<{ count: number }>('POST', `/subscriptions/${id}/replay-missing`, more);
      expect((await missing({ dryRun: true })).body.count).toBe(1);
      await missing({});
      await eventually(async () => {
        const { body: page } = await hub.call<{ data: Delivery[] }>(
          'GET',
          `/deliveries?consumer=${id}&state=delivered`,
        );
        return page.data.length === 2;
      });
    });

    it("is nobody else's business", async () => {
      const { id } = await subscribe({ filters: ['mine.*'] });
      const key = await hub.call<{ key: string }>('POST', '/keys', { name: 'x', scopes: ['manage'], tenant: 'acme' });
      const path = `/subscriptions/${id}/recover`;
      expect((await callApi(hub.url, 'POST', path, {}, key.body.key)).status).toBe(404);
    });
  });

  describe('to another address', () => {
    const resend = <T>(delivery: string, uri: string) =>
      hub.call<T>('POST', `/deliveries/${delivery}/resend-to`, { uri });

    it('sends what the delivery sends, signed, and keeps nothing of it', async () => {
      const secret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
      const headers = { 'x-api-key': 'hush', 'x-team': 'a' };
      const { id } = await subscribe({
        filters: ['dry.*'],
        secret,
        headers,
        auth: { type: 'bearer', token: 'sesame' },
      });
      const event = await publish('dry.run', { big: 1 });
      const before = await reaches(id, event, 'delivered');
      const other = await startSink();
      try {
        other.behave((_request, response) => response.writeHead(418, { 'x-pot': 'tea' }).end('short and stout'));
        const { status, body } = await resend<object>(before.id, other.url);
        expect({ status, body }).toMatchObject({
          status: 200,
          body: { uri: other.url, status: 418, body: 'short and stout', headers: { 'x-pot': 'tea' }, failure: null },
        });
        const [request] = other.requests;
        const sent = sink.requests.find(({ headers }) => headers['webhook-id'] === event);
        expect(request?.body.equals(sent?.body ?? Buffer.alloc(0))).toBe(true);
        expect(() =>
          new Webhook(secret).verify(request?.body.toString() ?? '', request?.headers as Record<string, string>),
        ).not.toThrow();
        // The credentials of the endpoint are for the endpoint.
        expect(request?.headers).toMatchObject({ 'x-team': 'a' });
        expect(request?.headers['x-api-key']).toBeUndefined();
        expect(sent?.headers.authorization).toBe('Bearer sesame');
        expect(request?.headers.authorization).toBeUndefined();
        expect(await deliveryOf(id, event)).toEqual(before);
      } finally {
        await other.close();
      }
    });

    it('takes no secret along that a format sends as it is, or that a transformation adds', async () => {
      const secret = 'a-secret-for-the-endpoint';
      const code =
        'function transform() { return { headers: { "x-access-token": "for-the-endpoint", "x-plain": "a" } }; }';
      const { id } = await subscribe({
        filters: ['tokened.*'],
        format: 'fastcomments',
        secret,
        retry: { kind: 'list', delaysMs: [500, 500, 500], jitter: 0 },
        transformation: { code },
      });
      const event = await publish('tokened.sent', { id: 'c_1' });
      await eventually(async () => (await deliveryOf(id, event)).state === 'delivered');
      const { id: delivery } = await deliveryOf(id, event);
      const sent = sink.requests.find(({ headers }) => headers['webhook-id'] === event);
      expect(sent?.headers).toMatchObject({ token: secret, 'x-access-token': 'for-the-endpoint' });
      const other = await startSink();
      try {
        expect((await resend<{ status: number }>(delivery, other.url)).body.status).toBe(204);
        const [request] = other.requests;
        expect(request?.headers).toMatchObject({
          'x-fastcomments-signature': expect.stringMatching(/^sha256=/),
          'x-plain': 'a',
        });
        expect(JSON.stringify(request?.headers)).not.toMatch(/a-secret|for-the-endpoint/);
      } finally {
        await other.close();
      }
    });

    it('is refused where only verified endpoints are delivered to: nobody has verified the other address', async () => {
      const { id } = await subscribe({ filters: ['proven.*'] });
      const { id: delivery } = await reaches(id, await publish('proven.one'), 'delivered');
      const other = await startSink();
      try {
        await hub.call('PATCH', `/subscriptions/${id}`, { requireVerification: true });
        const { status, body } = await resend<{ code: string; detail: string }>(delivery, other.url);
        expect({ status, code: body.code }).toEqual({ status: 409, code: 'conflict' });
        expect(body.detail).toContain('only while its endpoint is verified');
        expect(other.requests).toEqual([]);
        await hub.call('PATCH', `/subscriptions/${id}`, { requireVerification: false });
        expect((await resend(delivery, other.url)).status).toBe(200);
      } finally {
        await other.close();
      }
    });

    it('goes through the egress guard', async () => {
      const { id } = await subscribe({ filters: ['guarded.*'] });
      const { id: delivery } = await reaches(id, await publish('guarded.one'), 'delivered');
      for (const uri of ['http://169.254.169.254/latest', 'http://10.0.0.1/', 'ftp://example.com', 'nowhere']) {
        const { status, body } = await resend<{ failure?: string | null }>(delivery, uri);
        expect({ uri, refused: status >= 400 || (body.failure ?? null) !== null }).toEqual({ uri, refused: true });
      }
    });

    it('says when nobody answers', async () => {
      const { id } = await subscribe({ filters: ['silent.*'], timeoutMs: 300 });
      const { id: delivery } = await reaches(id, await publish('silent.one'), 'delivered');
      const silent: Server = createServer(() => undefined);
      await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
      const uri = `http://127.0.0.1:${String((silent.address() as AddressInfo).port)}/`;
      const { body } = await resend<{ status: number | null; failure: string }>(delivery, uri);
      expect(body.status).toBeNull();
      expect(body.failure).toMatch(/300 ms|time/i);
      silent.closeAllConnections();
      silent.close();
    });

    it('is for deliveries of subscriptions, by those who may see them', async () => {
      expect((await resend('dlv_0', sink.url)).status).toBe(404);
      const { id } = await subscribe({ filters: ['hidden.*'] });
      const { id: delivery } = await reaches(id, await publish('hidden.one'), 'delivered');
      const key = await hub.call<{ key: string }>('POST', '/keys', { name: 'x', scopes: ['manage'], tenant: 'acme' });
      const path = `/deliveries/${delivery}/resend-to`;
      expect((await callApi(hub.url, 'POST', path, { uri: sink.url }, key.body.key)).status).toBe(404);
      await hub.call('DELETE', `/subscriptions/${id}`);
      expect((await resend(delivery, sink.url)).status).toBe(409);
    });
  });
});
