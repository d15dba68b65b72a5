import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import { DataSource } from 'typeorm';
import { startSink, type Sink } from '../support/sink.js';
import { startTestHub, type TestHub } from '../support/test-hub.js';

const PATIENT = { kind: 'list', delaysMs: Array<number>(20).fill(20), jitter: 0 } as const;

interface Shown {
  readonly state: string;
  readonly disabledReason: string | null;
  readonly health: {
    readonly stage: string;
    readonly circuit: string;
    readonly failures: number;
    readonly failingSince: string | null;
    readonly lastError: string | null;
    readonly nextProbeAt: string | null;
    readonly learntRate: number | null;
  };
}

describe('an endpoint', () => {
  let hub: TestHub;
  let sink: Sink;
  let operational: Sink;
  let subscription: string;

  beforeEach(async () => {
    hub = await startTestHub();
    sink = await startSink();
    operational = await startSink();
  });

  afterEach(async () => {
    await hub.close();
    await sink.close();
    await operational.close();
  });

  const subscribe = async (more: object = {}): Promise<void> => {
    const made = await hub.subscribe({ uri: sink.url, retry: PATIENT, timeoutMs: 500, ...more });
    subscription = made.id;
  };
  const subscribeToNews = (): Promise<unknown> =>
    hub.call('POST', '/subscriptions', { uri: operational.url, filters: ['kanca.*'] });
  const news = (): { type: string; data: Record<string, unknown> }[] =>
    operational.requests.map(
      ({ body }) => JSON.parse(body.toString()) as { type: string; data: Record<string, unknown> },
    );
  const publish = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n++) await hub.call('POST', '/events', { type: 'a.b', data: { n } });
  };
  const show = async (): Promise<Shown> => (await hub.call<Shown>('GET', `/subscriptions/${subscription}`)).body;
  const queue = async (): Promise<Record<string, number>> =>
    (await hub.call<Record<string, number>>('GET', '/queue')).body;
  const fail = (status = 500): void => {
    sink.behave((_request, response) => response.writeHead(status).end());
  };
  const work = (): void => {
    sink.behave((_request, response) => response.writeHead(204).end());
  };
  const sql = (text: string, values: unknown[]): Promise<unknown> => hub.hub.app.get(DataSource).query(text, values);
  /** As if so much time had passed. */
  const letPass = async (text: string): Promise<void> => {
    await sql(
      `UPDATE kanca.endpoint_health SET failing_since = failing_since - $1::interval, open_until = open_until - $1::interval`,
      [text],
    );
    await sql(`UPDATE kanca.consumer_turns SET parked_until = parked_until - $1::interval`, [text]);
  };
  const opens = (): Promise<unknown> => eventually(async () => (await show()).health.circuit === 'open');

  it('that fails ten times is left alone, which costs its deliveries nothing, and is probed with one at a time', async () => {
    await subscribe();
    fail();
    await publish(3);
    await opens();
    const called = sink.requests.length;
    const { health } = await show();
    expect(health).toMatchObject({ stage: 'failing', lastError: 'Answered 500, expected 2xx.' });
    expect(Date.parse(health.nextProbeAt ?? '')).toBeGreaterThan(Date.now());
    const metrics = await (await fetch(`${hub.url}/metrics`)).text();
    expect(metrics).toContain('kanca_circuit_open 1');
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(sink.requests).toHaveLength(called);

    await letPass('31 seconds');
    await eventually(() => sink.requests.length > called);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(sink.requests).toHaveLength(called + 1);
    expect((await show()).health.circuit).toBe('open');

    work();
    await letPass('10 minutes');
    await eventually(async () => (await queue())['ready'] === 0 && (await queue())['scheduled'] === 0);
    expect((await show()).health).toEqual({
      stage: 'well',
      circuit: 'closed',
      failingSince: null,
      failures: 0,
      lastError: null,
      nextProbeAt: null,
      learntRate: null,
    });
  });

  it('that is not at fault keeps its circuit closed, however many messages it refuses', async () => {
    await subscribe({ retry: { kind: 'list', delaysMs: [1], jitter: 0 } });
    fail(422);
    await publish(8);
    await eventually(async () => (await queue())['dead'] === 8);
    await eventually(async () => (await show()).health.failures === 16);
    expect((await show()).health).toMatchObject({ circuit: 'closed', stage: 'failing' });
  });

  it('that answers 429 is left alone for exactly as long as it asks, with all its deliveries, and is called more slowly after that', async () => {
    await subscribe();
    sink.behave((_request, response) => response.writeHead(429, { 'retry-after': '2' }).end());
    await publish(1);
    await eventually(async () => (await show()).health.learntRate !== null);
    const askedAt = sink.requests.at(-1)?.at ?? 0;
    work();
    await publish(2);
    await eventually(() => sink.requests.length >= 2);
    expect((sink.requests[1]?.at ?? 0) - askedAt).toBeGreaterThanOrEqual(1_950);
    await eventually(async () => (await queue())['scheduled'] === 0 && (await queue())['ready'] === 0);
  });

  it('that does not answer in time has failed by its own fault, and is called more slowly', async () => {
    await subscribe({ timeoutMs: 150 });
    sink.behave(() => undefined);
    await publish(12);
    await opens();
    expect((await show()).health).toMatchObject({
      lastError: expect.stringMatching(/^The endpoint did not answer within 150 ms/),
    });
    expect((await show()).health.learntRate).not.toBeNull();
  });

  it('that has not worked for six hours is told of, and when it works again, too', async () => {
    await subscribe();
    await subscribeToNews();
    fail();
    await publish(3);
    await opens();
    await letPass('7 hours');
    await eventually(() => news().some(({ type }) => type === 'kanca.subscription.failing'));
    expect((await show()).health.stage).toBe('warned');
    work();
    await letPass('1 hour');
    await eventually(() => news().some(({ type }) => type === 'kanca.subscription.recovered'));
    expect(news().map(({ data }) => data['subscriptionId'])).toContain(subscription);
  });

  it('disabled-keeps-events: that has not worked for five days is disabled, and keeps what comes for it', async () => {
    await subscribe();
    await subscribeToNews();
    fail();
    await publish(3);
    await opens();
    await letPass('6 days');
    await eventually(async () => (await show()).state === 'disabled');
    expect((await show()).disabledReason).toMatch(
      /^Nothing has worked since .* in \d+ attempts\. The last one: Answered 500/,
    );
    await eventually(() => news().some(({ type }) => type === 'kanca.subscription.disabled'));
    await publish(2);
    expect(await queue()).toMatchObject({ held: 5 });

    // counter-cleared-on-enable: one failure more does not disable it again.
    sink.behave((_request, response) => response.writeHead(sink.requests.length % 4 === 0 ? 500 : 204).end());
    await hub.call('POST', `/subscriptions/${subscription}/resume`);
    expect((await show()).health).toMatchObject({ circuit: 'closed', failures: 0 });
    await eventually(async () => (await queue())['ready'] === 0 && (await queue())['scheduled'] === 0);
    expect((await show()).state).toBe('enabled');
  });

  it('that asks for no more by 410 is disabled, and that is told of once', async () => {
    await subscribe({ uri: `${sink.url}/hook?token=a-token-of-the-endpoint` });
    await subscribeToNews();
    fail(410);
    await publish(4);
    await eventually(() => news().length > 0);
    await new Promise((resolve) => setTimeout(resolve, 600));
    const disabled = news().filter(({ type }) => type === 'kanca.subscription.disabled');
    expect(disabled).toHaveLength(1);
    expect(JSON.stringify(disabled)).toContain('/hook?token=••••••');
    expect(JSON.stringify(operational.requests.map(({ body }) => String(body)))).not.toContain(
      'a-token-of-the-endpoint',
    );
  });

  it('that moves to another address begins anew', async () => {
    await subscribe();
    fail();
    await publish(3);
    await opens();
    work();
    await hub.call('PATCH', `/subscriptions/${subscription}`, { uri: `${sink.url}/new` });
    await eventually(async () => (await queue())['ready'] === 0 && (await queue())['scheduled'] === 0);
    // An attempt that began before the change may end after it, and health is written down a moment later.
    const { health } = await eventually(async () => {
      const shown = await show();
      return shown.health.stage === 'well' && shown;
    });
    expect(health).toMatchObject({ stage: 'well', circuit: 'closed' });
  });

  it('is told of its dead letters, and of what was delivered in the end; but not of those of the news itself', async () => {
    await subscribe({ retry: { kind: 'list', delaysMs: [1, 1, 1], jitter: 0 } });
    await hub.call('POST', '/subscriptions', {
      uri: `${operational.url}/broken`,
      filters: ['kanca.*'],
      retry: { kind: 'list', delaysMs: [1], jitter: 0 },
    });
    await subscribeToNews();
    operational.behave((request, response) => response.writeHead(request.url.endsWith('broken') ? 500 : 204).end());
    fail();
    await publish(1);
    await eventually(() => news().some(({ type }) => type === 'kanca.delivery.dead'));
    const dead = news().find(({ type }) => type === 'kanca.delivery.dead');
    expect(dead?.data).toMatchObject({
      eventType: 'a.b',
      consumer: { id: subscription, kind: 'subscription' },
      attempts: 4,
      status: 500,
    });
    sink.behave((_request, response) => response.writeHead(sink.requests.length < 8 ? 500 : 204).end());
    await publish(1);
    await eventually(() => news().some(({ type }) => type === 'kanca.delivery.recovered'));
    await new Promise((resolve) => setTimeout(resolve, 700));
    const { body } = await hub.call<{ data: { type: string }[] }>('GET', '/events?type=kanca.delivery.dead');
    expect(body.data).toHaveLength(1);
  });

  it('hears nothing of Kanca itself when it only asked for everything', async () => {
    await subscribe({ retry: { kind: 'list', delaysMs: [1], jitter: 0 } });
    fail();
    await publish(1);
    await eventually(
      async () => (await hub.call<{ data: object[] }>('GET', '/events?type=kanca.*')).body.data.length > 0,
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(sink.requests.map(({ body }) => (JSON.parse(body.toString()) as { type: string }).type)).not.toContain(
      'kanca.delivery.dead',
    );
  });

  it('is told of nothing that somebody else published under the name of Kanca', async () => {
    const { status, body } = await hub.call<{ detail: string }>('POST', '/events', {
      type: 'kanca.delivery.dead',
      data: {},
    });
    expect(status).toBe(400);
    expect(body.detail).toContain('kanca.');
  });
});
