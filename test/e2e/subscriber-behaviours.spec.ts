import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import { startSink, type Sink } from '../support/sink.js';
import { startTestHub, type TestHub } from '../support/test-hub.js';

const RETRY_ONCE = { kind: 'list', delaysMs: [30], jitter: 0 } as const;

interface DeliveryDetail {
  readonly id: string;
  readonly state: string;
  readonly attemptCount: number;
  readonly nextAttemptAt: string | null;
  readonly attempts: readonly { status: number | null; error: string | null; durationMs: number; detail: unknown }[];
}

describe('a subscriber that', () => {
  let hub: TestHub;
  let sink: Sink;
  let subscription: string;

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
    sink.requests.length = 0;
  });

  async function publish(): Promise<string> {
    ({ id: subscription } = await hub.subscribe({ uri: sink.url, retry: RETRY_ONCE, timeoutMs: 800 }));
    return hub.deliveryOf(await hub.publish('a.b', { n: 1 }));
  }

  const show = async (id: string): Promise<DeliveryDetail> =>
    (await hub.call<DeliveryDetail>('GET', `/deliveries/${id}`)).body;

  const reached = (id: string, state: string): Promise<DeliveryDetail> =>
    eventually(async () => {
      const delivery = await show(id);
      return delivery.state === state && delivery;
    });

  it('answers 500 is tried again by the schedule, and is a dead letter in the end', async () => {
    sink.behave((_request, response) => response.writeHead(500).end('oops'));
    const dead = await reached(await publish(), 'dead');
    expect(dead.attempts.map(({ status }) => status)).toEqual([500, 500]);
    expect(dead.attempts[0]?.detail).toMatchObject({ response: { body: 'oops' } });
    const [first, second] = sink.requests;
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second?.body.equals(first?.body ?? Buffer.alloc(0))).toBe(true);
  });

  it('answers 429 with Retry-After is left alone for that long', async () => {
    sink.behave((_request, response) =>
      sink.requests.length === 1
        ? response.writeHead(429, { 'retry-after': '2' }).end()
        : response.writeHead(200).end(),
    );
    await reached(await publish(), 'delivered');
    const [first, second] = sink.requests.map(({ at }) => at);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(1_900);
  });

  it('answers 429 with a Retry-After of a year is tried again within a day', async () => {
    sink.behave((_request, response) => response.writeHead(429, { 'retry-after': '31536000' }).end());
    const id = await publish();
    const delivery = await eventually(async () => {
      const found = await show(id);
      return found.attemptCount === 1 && found.state === 'pending' && found;
    });
    const wait = Date.parse(String(delivery.nextAttemptAt)) - Date.now();
    expect(wait).toBeGreaterThan(23 * 3_600_000);
    expect(wait).toBeLessThanOrEqual(24 * 3_600_000);
  });

  it('answers 410 is disabled, and its events are held until it is enabled again', async () => {
    sink.behave((_request, response) => response.writeHead(410).end());
    const id = await publish();
    await reached(id, 'held');
    expect((await hub.call('GET', `/subscriptions/${subscription}`)).body).toMatchObject({ state: 'disabled' });
    await hub.call('POST', '/events', { type: 'a.b', data: { n: 2 } });
    sink.behave((_request, response) => response.writeHead(200).end());
    await hub.call('POST', `/subscriptions/${subscription}/resume`);
    await reached(id, 'delivered');
    await eventually(() => sink.requests.length === 3);
  });

  it('asks to abort the message gets no more of it', async () => {
    sink.behave((_request, response) => response.writeHead(400, { 'webhook-delivery': 'abort-message' }).end());
    expect((await reached(await publish(), 'cancelled')).attemptCount).toBe(1);
  });

  it('hangs is cut off at the deadline', async () => {
    sink.behave(() => undefined);
    const dead = await reached(await publish(), 'dead');
    for (const { durationMs, status } of dead.attempts) {
      expect(status).toBeNull();
      expect(durationMs).toBeLessThan(1_500);
    }
  });

  it('drips its answer is cut off at the deadline, however alive it looks', async () => {
    sink.behave((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      const drip = setInterval(() => response.write('x'), 50);
      response.on('close', () => {
        clearInterval(drip);
      });
    });
    const dead = await reached(await publish(), 'dead');
    for (const { durationMs } of dead.attempts) expect(durationMs).toBeLessThan(1_500);
  });

  it('redirects to loopback is not followed, and the operator is told where it pointed', async () => {
    const trap = await startSink();
    sink.behave((_request, response) => response.writeHead(302, { location: trap.url }).end());
    const dead = await reached(await publish(), 'dead');
    expect(dead.attempts[0]?.status).toBe(302);
    expect(dead.attempts[0]?.error).toContain(trap.url);
    expect(trap.requests).toHaveLength(0);
    await trap.close();
  });

  it('sends 10 MB is read to its bound, and what it said at the start counts', async () => {
    sink.behave((_request, response) => response.writeHead(200).end(Buffer.alloc(10 * 1024 * 1024, 120)));
    const delivered = await reached(await publish(), 'delivered');
    expect(delivered.attempts[0]?.detail).toMatchObject({ response: { truncated: true } });
  });

  it('is away for a while gets its events when it is back', async () => {
    const id = await publish();
    await reached(id, 'delivered');
    await hub.call('POST', `/subscriptions/${subscription}/pause`);
    const { body } = await hub.call<{ id: string }>('POST', '/events', { type: 'a.b', data: { n: 3 } });
    const event = await hub.call<{ deliveries: { state: string }[] }>('GET', `/events/${body.id}`);
    expect(event.body.deliveries[0]?.state).toBe('held');
    await hub.call('POST', `/subscriptions/${subscription}/resume`);
    await eventually(() => sink.requests.length === 2);
  });

  it('gets both signatures while its secret is rotated', async () => {
    await publish();
    await hub.call('POST', `/subscriptions/${subscription}/rotate-secret`, {});
    await hub.call('POST', '/events', { type: 'a.b', data: { n: 4 } });
    await eventually(() =>
      sink.requests.some(({ headers }) => String(headers['webhook-signature']).split(' ').length === 2),
    );
  });
});
