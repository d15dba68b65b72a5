import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import { programArguments } from '../support/built-program.js';
import { startSink, type Sink } from '../support/sink.js';
import { ADMIN_KEY, callApi, startTestHub, type TestHub } from '../support/test-hub.js';

interface Answer {
  readonly matched: boolean;
  readonly because: string;
  readonly checks: readonly {
    readonly name: string;
    readonly passed: boolean;
    readonly pattern?: string | null;
    readonly conditions?: readonly {
      readonly condition: string;
      readonly passed: boolean;
      readonly found: string | null;
    }[];
  }[];
  readonly delivery: {
    readonly state: string;
    readonly attemptCount: number;
    readonly nextAttemptAt: string | null;
    readonly attempts: readonly { readonly status: number | null }[];
  } | null;
}

describe('why?', () => {
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

  const subscribe = async (more: object): Promise<string> => (await hub.subscribe({ uri: sink.url, ...more })).id;
  const publish = (type: string, data: unknown = {}): Promise<string> => hub.publish(type, data);
  const why = async (subscription: string, event: string): Promise<Answer> => {
    const { status, body } = await hub.call<Answer>('GET', `/subscriptions/${subscription}/why?event=${event}`);
    expect(status).toBe(200);
    return body;
  };
  const whyEventually = async (subscription: string, event: string, sentence: RegExp): Promise<Answer> => {
    await eventually(async () => sentence.test((await why(subscription, event)).because));
    return why(subscription, event);
  };
  const failed = ({ checks }: Answer): readonly string[] =>
    checks.filter(({ passed }) => !passed).map(({ name }) => name);

  it('tells of a delivery with its attempts', async () => {
    const subscription = await subscribe({ filters: ['plain.*'] });
    const event = await publish('plain.sent');
    const answer = await whyEventually(
      subscription,
      event,
      /^It was delivered at .* with attempt 1, which was answered with 204\.$/,
    );
    expect(answer).toMatchObject({ matched: true, delivery: { state: 'delivered', attempts: [{ status: 204 }] } });
    expect(failed(answer)).toEqual([]);
  });

  it('names the pattern that excludes, and says when none fits', async () => {
    const subscription = await subscribe({ filters: ['order.*', '!order.draft.*'] });
    const excluded = await why(subscription, await publish('order.draft.saved'));
    expect(excluded).toMatchObject({
      matched: false,
      because: 'Its filters exclude "order.draft.saved", with !order.draft.*.',
      delivery: null,
    });
    expect(excluded.checks.find(({ name }) => name === 'filters')?.pattern).toBe('!order.draft.*');
    expect((await why(subscription, await publish('invoice.paid'))).because).toBe(
      'None of its filters (order.*) fits "invoice.paid".',
    );
  });

  it('names the condition that failed, and what the event has there', async () => {
    const where = { 'data.amount': { $gt: 100, $lt: 500 }, $or: [{ 'data.vip': true }, { subject: 'x' }] };
    const subscription = await subscribe({ filters: ['deal.*'], where });
    const answer = await why(subscription, await publish('deal.made', { amount: 7, vip: true }));
    expect(answer.because).toBe('Its where asks for data.amount $gt 100, and the event has 7 there.');
    expect(answer.checks.find(({ name }) => name === 'where')?.conditions).toEqual([
      { condition: '$or [{"data.vip":true},{"subject":"x"}]', passed: true, found: null },
      { condition: 'data.amount $gt 100', passed: false, found: '7' },
      { condition: 'data.amount $lt 500', passed: true, found: '7' },
    ]);
  });

  it('says that a subscription came after the event, or was changed after it', async () => {
    const early = await publish('early.bird');
    const subscription = await subscribe({ filters: ['early.*'] });
    expect((await why(subscription, early)).because).toMatch(
      /was made at .* after the event came .*kanca replay evt_\w+ --consumer sub_/,
    );
    const other = await publish('late.change');
    await hub.call('PATCH', `/subscriptions/${subscription}`, { filters: ['late.*'] });
    const answer = await why(subscription, other);
    expect(answer).toMatchObject({ matched: true, delivery: null });
    expect(answer.because).toContain('the filters were changed after the event came');
  });

  it('says what a held delivery waits for', async () => {
    const subscription = await subscribe({ filters: ['held.*'], enabled: false });
    const event = await publish('held.back');
    const answer = await why(subscription, event);
    expect(answer).toMatchObject({ matched: true, delivery: { state: 'held' } });
    expect(answer.because).toBe(
      `The subscription is paused: its deliveries are held until POST /api/v1/subscriptions/${subscription}/resume.`,
    );
  });

  it('says that an endpoint is not verified', async () => {
    const subscription = await subscribe({ filters: ['unverified.*'], requireVerification: true });
    const answer = await why(subscription, await publish('unverified.one'));
    expect(answer.because).toContain('The endpoint is not verified');
  });

  it('tells the time of the next attempt, and how the last one failed', async () => {
    sink.behave((_request, response) => response.writeHead(500).end());
    const subscription = await subscribe({
      filters: ['retry.*'],
      retry: { kind: 'list', delaysMs: [3_600_000], jitter: 0 },
    });
    const event = await publish('retry.later');
    const answer = await whyEventually(subscription, event, /^The next attempt is due at/);
    expect(answer.because).toMatch(/ because attempt 1 failed: Answered 500, expected 2xx\.$/);
    expect(answer.delivery).toMatchObject({ state: 'pending', attemptCount: 1, attempts: [{ status: 500 }] });
    expect(Date.parse(answer.delivery?.nextAttemptAt ?? '')).toBeGreaterThan(Date.now() + 3_000_000);
    sink.behave((_request, response) => response.writeHead(204).end());
  });

  it('says that a delivery was given up, and what to do', async () => {
    sink.behave((_request, response) => response.writeHead(400).end());
    const subscription = await subscribe({ filters: ['dead.*'], retry: { kind: 'list', delaysMs: [], jitter: 0 } });
    const answer = await whyEventually(subscription, await publish('dead.letter'), /^It was given up/);
    expect(answer.because).toMatch(/after 1 attempt: Answered 400, expected 2xx\. Try it again with POST .*\/retry\.$/);
    sink.behave((_request, response) => response.writeHead(204).end());
  });

  it('says that an earlier delivery of the same key comes first', async () => {
    sink.behave((_request, response) => response.writeHead(500).end());
    const more = {
      filters: ['keyed.*'],
      orderBy: 'data.key',
      retry: { kind: 'list', delaysMs: [3_600_000], jitter: 0 },
    };
    const subscription = await subscribe(more);
    await publish('keyed.one', { key: 'a' });
    const second = await publish('keyed.two', { key: 'a' });
    expect((await why(subscription, second)).because).toBe(
      'It waits for its turn: an earlier delivery with the same value of data.key has not ended.',
    );
    sink.behave((_request, response) => response.writeHead(204).end());
  });

  it('says that a delivery waits to be fetched', async () => {
    const { body } = await hub.call<{ id: string }>('POST', '/subscriptions', {
      delivery: 'pull',
      filters: ['pulled.*'],
    });
    const answer = await why(body.id, await publish('pulled.one'));
    expect(answer).toMatchObject({ matched: true, delivery: { state: 'pending' } });
    expect(answer.because).toBe('It waits to be fetched: the subscription fetches its deliveries itself.');
  });

  it('answers for an event that nobody has published', async () => {
    const subscription = await subscribe({ filters: ['maybe.*'], where: { 'data.amount': { $gte: 5 } } });
    const ask = async (event: object): Promise<Answer> =>
      (await hub.call<Answer>('POST', `/subscriptions/${subscription}/why`, event)).body;
    expect(await ask({ type: 'maybe.so', data: { amount: 5 } })).toMatchObject({
      matched: true,
      because: 'It would be delivered at once.',
      delivery: null,
    });
    expect((await ask({ type: 'maybe.so', data: {} })).because).toBe(
      'Its where asks for data.amount $gte 5, and the event has nothing there.',
    );
    expect(failed(await ask({ type: 'maybe.so', data: { amount: 9 }, tenant: 'acme' }))).toEqual(['tenant']);
    expect((await ask({ type: '__proto__', data: { amount: 9 } })).matched).toBe(false);
  });

  it('says that a transformation has a say with each attempt, and that nobody knows it before', async () => {
    const transformation = { code: 'function transform() { return { cancel: true }; }' };
    const [with_, without] = [
      await subscribe({ filters: ['told.*'], transformation }),
      await subscribe({ filters: ['told.*'] }),
    ];
    const ask = async (subscription: string): Promise<unknown> => {
      const { body } = await hub.call<Answer>('POST', `/subscriptions/${subscription}/why`, { type: 'told.it' });
      return { because: body.because, row: body.checks.find(({ name }) => name === 'transformation') };
    };
    expect(await ask(with_)).toEqual({
      because: 'It would be delivered at once, unless its transformation cancels it.',
      row: {
        name: 'transformation',
        passed: true,
        reason:
          'Its transformation runs with each attempt: whether it rewrites or cancels the delivery is not known before.',
      },
    });
    expect(await ask(without)).toEqual({
      because: 'It would be delivered at once.',
      row: { name: 'transformation', passed: true, reason: 'It has no transformation.' },
    });
  });

  it('shows nobody the events and subscriptions of another tenant', async () => {
    const { body } = await hub.call<{ key: string }>('POST', '/keys', {
      name: 'acme',
      scopes: ['read'],
      tenant: 'acme',
    });
    const subscription = await subscribe({ filters: ['mine.*'] });
    const event = await publish('mine.one');
    const path = `/subscriptions/${subscription}/why?event=${event}`;
    expect((await callApi(hub.url, 'GET', path, undefined, body.key)).status).toBe(404);
    expect((await hub.call('GET', `/subscriptions/${subscription}/why?event=evt_nothing`)).status).toBe(404);
    expect((await hub.call('GET', `/subscriptions/${subscription}/why`)).status).toBe(400);
  });

  it('is asked on the command line', async () => {
    const env = { PATH: process.env['PATH'], KANCA_URL: hub.url, KANCA_KEY: ADMIN_KEY };
    const kanca = async (...arguments_: readonly string[]): Promise<string> =>
      (await promisify(execFile)(process.execPath, programArguments('kanca', ...arguments_), { env })).stdout;
    const subscription = await subscribe({ filters: ['cli.*'], where: { 'data.amount': { $gte: 5 } } });
    const event = await publish('cli.asked', { amount: 1 });
    const said = await kanca('why', event, subscription);
    expect(said).toContain('not matched: Its where asks for data.amount $gte 5, and the event has 1 there.');
    expect(said).toMatch(/no +where/);
    expect(await kanca('why', 'cli.asked', subscription, '--data', '{"amount":6}')).toContain(
      'matched: It would be delivered',
    );
  });
});
