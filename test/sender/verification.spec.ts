import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ScheduledVerification } from '@kanca/sender/management';
import { eventually } from '@kanca/testing';
import { Webhook } from 'standardwebhooks';
import { DataSource } from 'typeorm';
import { startSink, type Sink, type SunkRequest } from '../support/sink.js';
import { callApi, createHubDatabase, startTestHub, type TestHub } from '../support/test-hub.js';

interface Check {
  readonly name: string;
  readonly expected: string;
  readonly status: number | null;
  readonly latencyMs: number | null;
  readonly passed: boolean;
  readonly advice: string | null;
}

interface Subscription {
  readonly id: string;
  readonly secret: string;
  readonly state: string;
  readonly rateLimit: number | null;
  readonly verification: {
    readonly state: string;
    readonly at: string | null;
    readonly method: string | null;
    readonly checks: readonly Check[];
    readonly isHolding: boolean;
  };
}

const CALLS = ['genuine', 'wrong-key', 'tampered-body', 'stale-timestamp', 'no-signature'];

/** What a careful subscriber answers: it checks with a library that is not ours. */
function careful(secret: () => string): (request: SunkRequest) => number {
  return ({ body, headers }) => {
    try {
      new Webhook(secret()).verify(body.toString('utf8'), headers as Record<string, string>);
      return 204;
    } catch {
      return 401;
    }
  };
}

describe('verification of endpoints', () => {
  let hub: TestHub;
  let sink: Sink;
  let secret = '';
  let answer: (request: SunkRequest) => number;

  beforeAll(async () => {
    hub = await startTestHub();
  });

  afterAll(async () => {
    await hub.close();
  });

  beforeEach(async () => {
    sink = await startSink();
    answer = careful(() => secret);
    sink.behave((request, response) => response.writeHead(answer(request)).end());
  });

  afterEach(async () => {
    await hub.unsubscribeAll();
    await sink.close();
  });

  async function subscribe(input: object = {}): Promise<Subscription> {
    const made = await hub.subscribe<Subscription>({ uri: sink.url, filters: ['a.*'], ...input });
    secret = made.secret;
    return made;
  }

  const show = async (id: string): Promise<Subscription> =>
    (await hub.call<Subscription>('GET', `/subscriptions/${id}`)).body;

  const verify = (id: string, body: object = {}): Promise<{ status: number; body: Subscription }> =>
    hub.call<Subscription>('POST', `/subscriptions/${id}/verify`, body);

  const failed = ({ verification }: Subscription): string[] =>
    verification.checks.filter(({ passed }) => !passed).map(({ name }) => name);

  const publish = async (): Promise<string> => hub.deliveryOf(await hub.publish('a.b', { n: 1 }));

  const delivery = async (id: string): Promise<{ state: string; waitsFor: string | null }> =>
    (await hub.call<{ state: string; waitsFor: string | null }>('GET', `/deliveries/${id}`)).body;

  describe('by calls', () => {
    it('verifies a subscriber that accepts the genuine call and refuses every forged one', async () => {
      const { id, verification } = await subscribe();
      expect(verification).toMatchObject({ state: 'unverified', at: null, method: null, checks: [] });
      const { status, body } = await verify(id);
      expect(status).toBe(200);
      expect(body.verification).toMatchObject({ state: 'verified', method: 'calls', isHolding: false });
      expect(body.verification.checks.map(({ name }) => name)).toEqual(CALLS);
      expect(body.verification.checks.map((check) => check.status)).toEqual([204, 401, 401, 401, 401]);
      for (const { passed, advice, latencyMs } of body.verification.checks) {
        expect({ passed, advice }).toEqual({ passed: true, advice: null });
        expect(latencyMs).toBeGreaterThanOrEqual(0);
      }
      expect((await show(id)).verification).toEqual(body.verification);
    });

    it('fails a subscriber that checks nothing, and says how to mend each call', async () => {
      answer = () => 200;
      const { body } = await verify((await subscribe()).id);
      expect(body.verification.state).toBe('failed');
      expect(failed(body)).toEqual(CALLS.slice(1));
      for (const { advice } of body.verification.checks.slice(1)) expect(advice).toMatch(/accepted a call/);
    });

    it('fails a subscriber that checks everything but the age', async () => {
      answer = (request) => {
        const { 'webhook-timestamp': timestamp } = request.headers;
        const isSigned = careful(() => secret)(request) === 204;
        const isOld = Math.abs(Date.now() / 1_000 - Number(timestamp)) > 300;
        return isSigned || isOld ? 200 : 401;
      };
      const { body } = await verify((await subscribe()).id);
      expect(failed(body)).toEqual(['stale-timestamp']);
      expect(body.verification.checks[3]?.advice).toContain('an hour ago');
    });

    it('fails a subscriber that has another secret, and points to it', async () => {
      const { id } = await subscribe();
      secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
      const { body } = await verify(id);
      expect(failed(body)).toEqual(['genuine']);
      expect(body.verification.checks[0]?.advice).toContain('the secret of this subscription');
    });

    it('fails a subscriber that breaks over a forged call, or refuses it with 400', async () => {
      answer = (request) => {
        if (careful(() => secret)(request) === 204) return 204;
        return request.headers['webhook-signature'] === undefined ? 400 : 500;
      };
      const { body } = await verify((await subscribe()).id);
      expect(failed(body)).toEqual(CALLS.slice(1));
      const advice = body.verification.checks.map((check) => check.advice);
      expect(advice[1]).toContain('broke over a forged call (500)');
      expect(advice[4]).toContain('with 400: answer 401 or 403');
    });

    it('makes no forged call to one that does not answer', async () => {
      const { id } = await subscribe({ timeoutMs: 300 });
      sink.behave(() => undefined);
      const { body } = await verify(id);
      expect(body.verification.state).toBe('failed');
      expect(sink.requests).toHaveLength(1);
      expect(body.verification.checks[0]).toMatchObject({ status: null, passed: false });
      expect(body.verification.checks[0]?.advice).toContain('did not answer within 300 ms');
      expect(body.verification.checks[4]?.advice).toContain('Not made');
    });

    it('does not follow a redirect of the genuine call', async () => {
      const { id } = await subscribe();
      sink.behave((_request, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end());
      const { body } = await verify(id);
      expect(body.verification.checks[0]?.advice).toContain('redirects are not followed');
    });

    it('sends each call as a delivery of its own: another id, the headers of the subscription, and the type that was asked for', async () => {
      const { id } = await subscribe({ headers: { 'x-tenant': 'acme' }, properties: { env: 'prod' } });
      await verify(id, { type: 'a.paid' });
      expect(new Set(sink.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(5);
      for (const { headers, body } of sink.requests) {
        expect(headers['x-tenant']).toBe('acme');
        expect(JSON.parse(body.toString())).toMatchObject({ type: 'a.paid', env: 'prod' });
      }
    });

    it('tries the example of the event type when the catalogue has one', async () => {
      await hub.call('POST', '/event-types', { name: 'a.shipped', example: { parcel: 7 } });
      const { id } = await subscribe({ filters: ['a.shipped'] });
      await verify(id);
      expect(JSON.parse(String(sink.requests[0]?.body))).toMatchObject({ type: 'a.shipped', data: { parcel: 7 } });
    });

    it('tries one endpoint once at a time', async () => {
      const { id } = await subscribe();
      let answerNow: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (answerNow = resolve));
      sink.behave((request, response) => void held.then(() => response.writeHead(answer(request)).end()));
      const first = verify(id);
      await eventually(() => sink.requests.length === 1);
      expect((await verify(id)).status).toBe(409);
      expect((await hub.call('POST', `/subscriptions/${id}/test`)).status).toBe(409);
      answerNow();
      expect((await first).body.verification.state).toBe('verified');
      expect((await verify(id)).status).toBe(200);
    });

    it('refuses a type that no event could have', async () => {
      expect((await verify((await subscribe()).id, { type: 'a b' })).status).toBe(400);
    });

    it('stores nothing of it as an event or an attempt', async () => {
      const { id } = await subscribe();
      await verify(id);
      const attempts = await hub.call<{ data: unknown[] }>('GET', `/subscriptions/${id}/attempts`);
      expect(attempts.body.data).toEqual([]);
      const deliveries = await hub.call<{ data: unknown[] }>('GET', `/deliveries?consumer=${id}`);
      expect(deliveries.body.data).toEqual([]);
    });
  });

  describe('lapses', () => {
    it.each([
      ['the uri', { uri: 'http://127.0.0.1:8099/other' }],
      ['the format', { format: 'cloudevents' }],
    ])('when %s is changed', async (_what, patch) => {
      const { id } = await subscribe();
      await verify(id);
      await hub.call('PATCH', `/subscriptions/${id}`, patch);
      expect((await show(id)).verification).toMatchObject({ state: 'unverified', at: null, checks: [] });
    });

    it('when the secret is rotated', async () => {
      const { id } = await subscribe();
      await verify(id);
      await hub.call('POST', `/subscriptions/${id}/rotate-secret`, {});
      expect((await show(id)).verification.state).toBe('unverified');
    });

    it('not when the description is changed', async () => {
      const { id } = await subscribe();
      await verify(id);
      await hub.call('PATCH', `/subscriptions/${id}`, { description: 'new' });
      expect((await show(id)).verification.state).toBe('verified');
    });

    it('is not stored for an endpoint that was replaced while it was tried', async () => {
      const { id } = await subscribe();
      const { url } = sink;
      sink.behave((request, response) => {
        void hub.call('PATCH', `/subscriptions/${id}`, { uri: `${url}/other` }).then(() => {
          response.writeHead(answer(request)).end();
        });
      });
      const { status, body } = await verify(id);
      expect({ status, body }).toMatchObject({ status: 409, body: { code: 'conflict' } });
      expect((await show(id)).verification.state).toBe('unverified');
    });
  });

  describe('that is required', () => {
    it('holds deliveries, says what they wait for, and lets them go when the endpoint is verified', async () => {
      const { id, verification, state } = await subscribe({ requireVerification: true });
      expect({ state, isHolding: verification.isHolding }).toEqual({ state: 'enabled', isHolding: true });
      const held = await publish();
      expect(await delivery(held)).toMatchObject({ state: 'held', waitsFor: 'verification' });
      await verify(id);
      await eventually(async () => (await delivery(held)).state === 'delivered');
      expect((await show(id)).verification.isHolding).toBe(false);
    });

    it('holds them again as soon as the uri is another one', async () => {
      const { id } = await subscribe({ requireVerification: true });
      await verify(id);
      await hub.call('PATCH', `/subscriptions/${id}`, { uri: `${sink.url}/other` });
      expect(await delivery(await publish())).toMatchObject({ state: 'held', waitsFor: 'verification' });
    });

    it('opens nothing that somebody has paused', async () => {
      const { id } = await subscribe({ requireVerification: true });
      await hub.call('POST', `/subscriptions/${id}/pause`);
      await verify(id);
      expect((await show(id)).state).toBe('paused');
      expect(await delivery(await publish())).toMatchObject({ state: 'held', waitsFor: 'resume' });
    });

    it('is not got around by resuming', async () => {
      const { id } = await subscribe({ requireVerification: true });
      await hub.call('POST', `/subscriptions/${id}/pause`);
      await hub.call('POST', `/subscriptions/${id}/resume`);
      expect(await delivery(await publish())).toMatchObject({ state: 'held', waitsFor: 'verification' });
    });

    it('can be set and lifted later', async () => {
      const { id } = await subscribe();
      await hub.call('PATCH', `/subscriptions/${id}`, { requireVerification: true });
      const held = await publish();
      expect((await delivery(held)).state).toBe('held');
      await hub.call('PATCH', `/subscriptions/${id}`, { requireVerification: false });
      await eventually(async () => (await delivery(held)).state === 'delivered');
    });
  });

  it('can be required of every subscription by the hub, also of those from before, and no longer', async () => {
    const database = await createHubDatabase();
    const plain = await startTestHub({ database });
    const { body } = await plain.call<Subscription>('POST', '/subscriptions', { uri: sink.url });
    await plain.close();
    const strict = await startTestHub({ database, env: { KANCA_REQUIRE_VERIFICATION: 'true' } });
    const held = await strict.call<Subscription>('GET', `/subscriptions/${body.id}`);
    expect(held.body.verification.isHolding).toBe(true);
    await strict.close();
    const again = await startTestHub({ database });
    const open = await again.call<Subscription>('GET', `/subscriptions/${body.id}`);
    expect(open.body.verification.isHolding).toBe(false);
    await again.close();
    await database.drop();
  });

  it('asks nothing of a subscription that fetches its deliveries, which has no endpoint', async () => {
    const { body } = await hub.call<Subscription>('POST', '/subscriptions', {
      delivery: 'pull',
      requireVerification: true,
    });
    expect(body.verification.isHolding).toBe(false);
    for (const action of ['verify', 'test'])
      expect((await hub.call('POST', `/subscriptions/${body.id}/${action}`, {})).status).toBe(409);
  });

  describe('by echo', () => {
    const echo = (request: SunkRequest): string =>
      new URL(request.url, 'http://127.0.0.1').searchParams.get('echo') ?? '';

    it('verifies one that says the word back, and leaves the query of its address alone', async () => {
      const { id } = await subscribe({ uri: `${sink.url}?sig=a%2Fb+c&code=7` });
      sink.behave((request, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end(echo(request)));
      const { body } = await verify(id, { method: 'echo' });
      expect(body.verification).toMatchObject({ state: 'verified', method: 'echo' });
      expect(sink.requests[0]).toMatchObject({
        method: 'GET',
        url: expect.stringMatching(/\?sig=a%2Fb\+c&code=7&echo=[0-9a-f]{32}$/),
      });
    });

    it('fails one that says it with something around it', async () => {
      const { id } = await subscribe();
      sink.behave((request, response) => response.writeHead(200).end(`"${echo(request)}"`));
      const { body } = await verify(id, { method: 'echo' });
      expect(body.verification.state).toBe('failed');
      expect(body.verification.checks[0]?.advice).toContain('nothing around it');
    });

    it('is not tried where the address says noecho, which alone makes nothing verified', async () => {
      const { id } = await subscribe({ uri: `${sink.url}?NoEcho` });
      const { status } = await verify(id, { method: 'echo' });
      expect(status).toBe(409);
      expect(sink.requests).toHaveLength(0);
      expect((await show(id)).verification.state).toBe('unverified');
    });
  });

  describe('by consent', () => {
    it('verifies one that allows our origin; its rate becomes the limit, and each delivery says who asked', async () => {
      const { id } = await subscribe({ requireVerification: true });
      sink.behave(({ method, headers }, response) => {
        if (method !== 'OPTIONS') return response.writeHead(204).end();
        return response
          .writeHead(200, {
            'webhook-allowed-origin': headers['webhook-request-origin'],
            'webhook-allowed-rate': '120',
          })
          .end();
      });
      const { body } = await verify(id, { method: 'options' });
      expect(body.verification).toMatchObject({ state: 'verified', method: 'options' });
      expect(body.rateLimit).toBe(2);
      const sent = await publish();
      await eventually(async () => (await delivery(sent)).state === 'delivered');
      expect(sink.requests.at(-1)).toMatchObject({
        method: 'POST',
        headers: { 'webhook-request-origin': 'localhost' },
      });
    });

    it.each([
      ['says 200 and nothing else', {}, 'unverified'],
      ['allows another origin', { 'webhook-allowed-origin': 'other.example' }, 'failed'],
    ])('does not verify one that %s', async (_what, headers, state) => {
      const { id } = await subscribe();
      sink.behave((_request, response) => response.writeHead(200, headers).end());
      expect((await verify(id, { method: 'options' })).body.verification.state).toBe(state);
    });

    it('may be given later, by calling the address that the endpoint was sent', async () => {
      const { id } = await subscribe();
      sink.behave((_request, response) => response.writeHead(200).end());
      await verify(id, { method: 'options' });
      const callback = String(sink.requests[0]?.headers['webhook-request-callback']);
      const { pathname, search } = new URL(callback);
      const confirmed = await fetch(`${hub.url}${pathname}${search}`, {
        method: 'POST',
        headers: { 'webhook-allowed-rate': '60' },
      });
      expect(confirmed.status).toBe(200);
      const { verification, rateLimit } = await show(id);
      expect({ state: verification.state, rateLimit }).toEqual({ state: 'verified', rateLimit: 1 });
    });
  });

  describe('by hand', () => {
    const confirmUrl = (): string => {
      const { data } = JSON.parse(String(sink.requests[0]?.body)) as { data: { confirmUrl: string } };
      const { pathname, search } = new URL(data.confirmUrl);
      return `${hub.url}${pathname}${search}`;
    };

    it('waits for a call of the address that only the endpoint was sent', async () => {
      const { id } = await subscribe();
      const { body } = await verify(id, { method: 'manual' });
      expect(body.verification).toMatchObject({ state: 'unverified', method: 'manual' });
      expect(body.verification.checks[0]?.advice).toContain('data.confirmUrl');
      expect(JSON.stringify(body)).not.toContain(new URL(confirmUrl()).searchParams.get('token'));
      expect((await fetch(confirmUrl())).status).toBe(200);
      expect((await show(id)).verification.state).toBe('verified');
    });

    it('works once', async () => {
      await verify((await subscribe()).id, { method: 'manual' });
      await fetch(confirmUrl());
      expect((await fetch(confirmUrl())).status).toBe(404);
    });

    it('refuses another token, and one from before the address was changed', async () => {
      const { id } = await subscribe();
      await verify(id, { method: 'manual' });
      expect((await fetch(confirmUrl().slice(0, -4))).status).toBe(404);
      await hub.call('PATCH', `/subscriptions/${id}`, { uri: `${sink.url}/other` });
      expect((await fetch(confirmUrl())).status).toBe(404);
      expect((await show(id)).verification.state).toBe('unverified');
    });

    it('takes the word of an operator, and of nobody else', async () => {
      const { id } = await subscribe();
      const { body: made } = await hub.call<{ key: string }>('POST', '/keys', { name: 'm', scopes: ['manage'] });
      const path = `/subscriptions/${id}/verify`;
      const wanted = { method: 'manual', confirm: true };
      expect((await callApi(hub.url, 'POST', path, wanted, made.key)).status).toBe(403);
      expect((await verify(id, wanted)).body.verification).toMatchObject({ state: 'verified', method: 'manual' });
      expect(sink.requests).toHaveLength(0);
    });
  });

  describe('again, when it has become old', () => {
    /** Runs a round as if the day had come. */
    async function round(id: string): Promise<void> {
      await hub.hub.app
        .get(DataSource)
        .query(
          `UPDATE kanca.subscriptions SET reverify_at = now() - interval '1 second' WHERE reverify_at IS NOT NULL`,
        );
      await hub.hub.app.get(ScheduledVerification).run();
      await show(id);
    }

    it('stays verified when it passes, and is due a week later', async () => {
      const { id } = await subscribe();
      const { body } = await verify(id, { type: 'a.paid' });
      sink.requests.length = 0;
      await round(id);
      const { verification } = await show(id);
      expect(verification.state).toBe('verified');
      expect(Date.parse(String(verification.at))).toBeGreaterThan(Date.parse(String(body.verification.at)));
      expect(JSON.parse(String(sink.requests[0]?.body))).toMatchObject({ type: 'a.paid' });
      expect(await hub.hub.app.get(ScheduledVerification).run()).toBe(0);
    });

    it('fails when it has stopped to check, and its deliveries are held if that is required', async () => {
      const { id } = await subscribe({ requireVerification: true });
      await verify(id);
      answer = () => 200;
      await round(id);
      expect((await show(id)).verification).toMatchObject({ state: 'failed', isHolding: true });
      const told = await eventually(async () => {
        const { body } = await hub.call<{ data: { id: string; subject: string }[] }>(
          'GET',
          '/events?type=kanca.subscription.verification_failed',
        );
        return body.data.find(({ subject }) => subject === id);
      });
      const { body: news } = await hub.call<{ data: unknown }>('GET', `/events/${told.id}`);
      expect(news.data).toMatchObject({
        subscriptionId: id,
        method: 'calls',
        failedChecks: CALLS.slice(1).map((name) => ({ name })),
      });
    });

    it('is not failed for being away', async () => {
      const { id } = await subscribe();
      await verify(id);
      answer = () => 503;
      await round(id);
      expect((await show(id)).verification.state).toBe('verified');
    });

    it('is tried once by two replicas that look at the same time', async () => {
      const { id } = await subscribe();
      await verify(id);
      await hub.hub.app
        .get(DataSource)
        .query(`UPDATE kanca.subscriptions SET reverify_at = now() - interval '1 second'`);
      const verifier = hub.hub.app.get(ScheduledVerification);
      const tried = await Promise.all([verifier.run(), verifier.run(), verifier.run()]);
      expect(tried.reduce((sum, count) => sum + count)).toBe(1);
    });
  });

  it('is not for a key of another tenant', async () => {
    const { id } = await subscribe();
    const { body: made } = await hub.call<{ key: string }>('POST', '/keys', {
      name: 'other',
      scopes: ['manage'],
      tenant: 'other',
    });
    for (const action of ['verify', 'test'])
      expect((await callApi(hub.url, 'POST', `/subscriptions/${id}/${action}`, {}, made.key)).status).toBe(404);
    expect(sink.requests).toHaveLength(0);
  });
});
