import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import { startSink, type Sink } from '../support/sink.js';
import { startTestHub, type TestHub } from '../support/test-hub.js';

interface Delivery {
  readonly id: string;
  readonly state: string;
  readonly expired: boolean;
  readonly expiresAt: string | null;
  readonly attemptCount: number;
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly attempts: readonly unknown[];
}

const LATER = { kind: 'list', delaysMs: [3_600_000], jitter: 0 };
const SECOND = { expiresAfterMs: 1_000 };

describe('a subscription whose deliveries expire', () => {
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

  const subscribe = async (more: object): Promise<string> =>
    (await hub.subscribe({ uri: sink.url, filters: ['a.*'], retry: LATER, ...SECOND, ...more })).id;
  const failing = (): void => sink.behave((_request, response) => response.writeHead(500).end());
  const deliveriesOf = async (event: string): Promise<readonly Delivery[]> =>
    (await hub.call<{ deliveries: Delivery[] }>('GET', `/events/${event}`)).body.deliveries;
  const deliveryOf = async (event: string): Promise<Delivery | undefined> => {
    const [found] = await deliveriesOf(event);
    return found && (await hub.call<Delivery>('GET', `/deliveries/${found.id}`)).body;
  };
  const expired = (event: string): Promise<Delivery> =>
    eventually(async () => {
      const delivery = await deliveryOf(event);
      return delivery?.expired === true ? delivery : undefined;
    });

  it('ends what was held for too long, and does not send it when it is resumed', async () => {
    const id = await subscribe({});
    await hub.call('POST', `/subscriptions/${id}/pause`);
    const event = await hub.publish('a.b', {});
    expect(Date.parse((await deliveryOf(event))?.expiresAt ?? '')).toBe(
      Date.parse((await deliveryOf(event))?.createdAt ?? '') + 1_000,
    );
    expect(await expired(event)).toMatchObject({ state: 'dead', attemptCount: 0, attempts: [], expiresAt: null });
    await hub.call('POST', `/subscriptions/${id}/resume`, {});
    const next = await hub.publish('a.b', {});
    await eventually(async () => (await deliveryOf(next))?.state === 'delivered');
    expect(sink.requests).toHaveLength(1);
  });

  it('ends what is to be tried again later than that when its time is over, and no earlier', async () => {
    failing();
    const id = await subscribe({});
    const event = await hub.publish('a.b', {});
    const { attemptCount, attempts, createdAt, finishedAt } = await expired(event);
    expect([attemptCount, attempts.length]).toEqual([1, 1]);
    const tookMs = Date.parse(finishedAt ?? '') - Date.parse(createdAt);
    expect(tookMs).toBeGreaterThanOrEqual(1_000);
    expect(tookMs).toBeLessThan(30_000);
    const { body } = await hub.call<{ because: string }>('GET', `/subscriptions/${id}/why?event=${event}`);
    expect(body.because).toMatch(/^It expired at .*, after 1 attempt, without having been delivered\./);
  });

  it.each([
    ['is to be tried again', { onPoison: 'skip', retry: LATER }],
    ['blocks its key', { onPoison: 'block', retry: { kind: 'list', delaysMs: [], jitter: 0 } }],
  ])('lets the later ones of its key go on when one expires that %s', async (_what, settings) => {
    failing();
    await subscribe({ orderBy: 'data.key', expiresAfterMs: 4_000, ...settings });
    const first = await hub.publish('a.b', { key: 1 });
    await eventually(() => sink.requests.length === 1);
    sink.reset();
    // Late enough to be alive when the first expires.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const second = await hub.publish('a.b', { key: 1 });
    await eventually(async () => (await deliveryOf(second))?.state === 'delivered');
    expect(await deliveryOf(first)).toMatchObject({ state: 'dead', expired: true, attemptCount: 1 });
    expect(sink.requests).toHaveLength(1);
  });

  it('ends what waits for its turn, too', async () => {
    failing();
    await subscribe({ orderBy: 'data.key' });
    const [first, second] = [await hub.publish('a.b', { key: 1 }), await hub.publish('a.b', { key: 1 })];
    await expired(first);
    await expired(second);
    expect((await deliveryOf(second))?.attemptCount).toBeLessThanOrEqual(1);
  });

  it('gives nothing that has expired to a subscriber that fetches', async () => {
    const id = await subscribe({ uri: '', delivery: 'pull' });
    const event = await hub.publish('a.b', {});
    await expired(event);
    const { body } = await hub.call<{ deliveries: unknown[] }>('POST', `/subscriptions/${id}/fetch`, {});
    expect(body.deliveries).toEqual([]);
  });

  it('leaves out of a batch what expires while the batch is gathered', async () => {
    await subscribe({ batch: { maxEvents: 10, maxWaitMs: 2_500 }, timeoutMs: 5_000 });
    const event = await hub.publish('a.b', {});
    expect(await expired(event)).toMatchObject({ state: 'dead' });
    expect(sink.requests).toEqual([]);
  });

  it('takes the answer to a request that began in time', async () => {
    sink.behave((_request, response) => setTimeout(() => response.writeHead(204).end(), 2_500));
    await subscribe({});
    const event = await hub.publish('a.b', {});
    await eventually(async () => (await deliveryOf(event))?.state === 'delivered');
    expect(sink.requests).toHaveLength(1);
  });

  it('gives a replayed delivery its whole time again', async () => {
    const id = await subscribe({});
    await hub.call('POST', `/subscriptions/${id}/pause`);
    const event = await hub.publish('a.b', {});
    await expired(event);
    await hub.call('POST', `/subscriptions/${id}/resume`, {});
    await hub.call('POST', `/events/${event}/replay`, {});
    await eventually(async () => (await deliveriesOf(event)).some(({ state }) => state === 'delivered'));
  });

  it('sends late what is retried by hand', async () => {
    failing();
    await subscribe({});
    const event = await hub.publish('a.b', {});
    const { id } = await expired(event);
    sink.reset();
    await hub.call('POST', `/deliveries/${id}/retry`);
    await eventually(async () => (await deliveryOf(event))?.state === 'delivered');
  });

  it('counts and tells what expired', async () => {
    await hub.subscribe({ uri: `${sink.url}/told`, filters: ['kanca.delivery.dead'] });
    const id = await subscribe({});
    await hub.call('POST', `/subscriptions/${id}/pause`);
    await expired(await hub.publish('a.b', {}));
    const told = await eventually(() => sink.requests.find(({ url }) => url.endsWith('/told')));
    expect(JSON.parse(told.body.toString())).toMatchObject({ data: { expired: true, attempts: 0, consumer: { id } } });
    const metrics = await (await fetch(`${hub.url}/metrics`)).text();
    expect(metrics).toMatch(/^kanca_deliveries_total\{kind="subscription",outcome="expired"\} [1-9]/m);
  });

  it('expires nothing without the setting, or when it is taken away', async () => {
    const id = await subscribe({});
    await hub.call('PATCH', `/subscriptions/${id}`, { expiresAfterMs: null });
    await hub.call('POST', `/subscriptions/${id}/pause`);
    const event = await hub.publish('a.b', {});
    expect(await deliveryOf(event)).toMatchObject({ state: 'held', expiresAt: null, expired: false });
  });

  it.each([999, 2_592_000_001, 1_000.5])('refuses %d ms', async (expiresAfterMs) => {
    const { status, body } = await hub.call<{ problems: { field: string }[] }>('POST', '/subscriptions', {
      uri: sink.url,
      expiresAfterMs,
    });
    expect([status, body.problems[0]?.field]).toEqual([400, 'expiresAfterMs']);
  });
});
