import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import { startSink, type Sink } from '../support/sink.js';
import { startTestHub, type TestHub } from '../support/test-hub.js';

interface Problem {
  readonly problems: readonly { readonly field: string }[];
}

interface Delivery {
  readonly state: string;
  readonly attemptCount: number;
}

describe('how a subscriber is called', () => {
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
    sink.requests.length = 0;
    sink.behave((_request, response) => response.writeHead(200).end());
  });

  const deliveryOf = async (event: string): Promise<Delivery | undefined> =>
    (await hub.call<{ deliveries: Delivery[] }>('GET', `/events/${event}`)).body.deliveries[0];

  it.each(['PUT', 'PATCH', 'DELETE'])(
    'is by %s where the subscription says so, and by POST again when that is taken away',
    async (method) => {
      const { id } = await hub.subscribe<{ method: string }>({ uri: sink.url, filters: ['a.*'], method });
      await hub.publish('a.b', {});
      await eventually(() => sink.requests.length === 1);
      expect(await hub.call('PATCH', `/subscriptions/${id}`, { method: null })).toMatchObject({
        status: 200,
        body: { method: null },
      });
      await hub.publish('a.b', {});
      await eventually(() => sink.requests.length === 2);
      expect(sink.requests.map((request) => request.method)).toEqual([method, 'POST']);
    },
  );

  it('ends at once with a status that the subscription does not try again', async () => {
    await hub.subscribe({ uri: sink.url, filters: ['a.*'], noRetryStatuses: [422, 400] });
    sink.behave((_request, response) => response.writeHead(422).end());
    const event = await hub.publish('a.b', {});
    await eventually(async () => (await deliveryOf(event))?.state === 'dead');
    expect(await deliveryOf(event)).toMatchObject({ state: 'dead', attemptCount: 1 });
    expect(sink.requests).toHaveLength(1);
  });

  it('goes on with every other status', async () => {
    await hub.subscribe({ uri: sink.url, filters: ['a.*'], noRetryStatuses: [422] });
    sink.behave((_request, response) => response.writeHead(500).end());
    const event = await hub.publish('a.b', {});
    await eventually(async () => (await deliveryOf(event))?.attemptCount === 1);
    expect(await deliveryOf(event)).toMatchObject({ state: 'pending' });
  });

  it.each([
    ['method', { method: 'GET' }],
    ['noRetryStatuses', { noRetryStatuses: [200] }],
    ['noRetryStatuses', { noRetryStatuses: [404.5] }],
    ['deletedBody', { deletedBody: 'data' }],
  ])('names %s when it is wrong: %j', async (field, setting) => {
    const wanted = { uri: sink.url, filters: ['a.*'], ...setting };
    const { status, body } = await hub.call<Problem>('POST', '/subscriptions', wanted);
    expect(status).toBe(400);
    expect(body.problems[0]?.field).toMatch(new RegExp(`^${field}`));
  });
});
