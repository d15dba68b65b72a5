import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import { HTTP, type CloudEvent } from 'cloudevents';
import { Webhook } from 'standardwebhooks';
import { startSink, type Sink } from '../support/sink.js';
import { startTestHub, type TestHub } from '../support/test-hub.js';

interface Envelope {
  readonly id: string;
  readonly type: string;
  readonly data: { readonly n: number; readonly key?: string };
}

describe('a subscription that wants several deliveries in one request', () => {
  let hub: TestHub;
  let sink: Sink;
  let secret: string;
  let subscription: string;

  beforeEach(async () => {
    hub = await startTestHub();
    sink = await startSink();
  });

  afterEach(async () => {
    await hub.close();
    await sink.close();
  });

  const subscribe = async (
    more: object = {},
  ): Promise<{ status: number; body: { problems?: { field: string }[] } }> => {
    const answer = await hub.call<{ id: string; secret: string; problems?: { field: string }[] }>(
      'POST',
      '/subscriptions',
      {
        uri: sink.url,
        batch: { maxEvents: 4, maxWaitMs: 300 },
        retry: { kind: 'list', delaysMs: [10, 10], jitter: 0 },
        ...more,
      },
    );
    ({ secret, id: subscription } = answer.body);
    return answer;
  };
  const publish = async (numbers: readonly number[], key?: string): Promise<void> => {
    const events = numbers.map((n) => ({ type: 'a.b', data: { n, ...(key === undefined ? {} : { key }) } }));
    await hub.call('POST', '/events/batch', { events });
  };
  const batches = (): number[][] =>
    sink.requests.map(({ body }) => (JSON.parse(body.toString()) as Envelope[]).map(({ data }) => data.n));
  const states = async (): Promise<string[]> => {
    const { body } = await hub.call<{ data: { state: string }[] }>('GET', '/deliveries');
    return body.data.map(({ state }) => state);
  };

  it('gets as many as it wants at once, the rest when the time is up, signed as one', async () => {
    await subscribe();
    await publish([1, 2, 3, 4, 5, 6]);
    await eventually(() => batches().flat().length === 6);
    expect(batches().map((batch) => batch.length)).toEqual([4, 2]);
    expect(batches().flat().sort()).toEqual([1, 2, 3, 4, 5, 6]);
    for (const { body, headers } of sink.requests) {
      expect(headers['content-type']).toBe('application/json');
      expect(headers['webhook-id']).toMatch(/^bat_[0-9a-f]{32}$/);
      expect(() => new Webhook(secret).verify(body, headers as Record<string, string>)).not.toThrow();
    }
    await eventually(async () => (await states()).every((state) => state === 'delivered'));
  });

  it('tries each of them again when the request fails, and is the same batch when it is', async () => {
    await subscribe();
    sink.behave((_request, response) => response.writeHead(sink.requests.length === 1 ? 500 : 204).end());
    await publish([1, 2, 3, 4]);
    await eventually(() => sink.requests.length === 2);
    const [first, second] = sink.requests;
    expect(first?.body.equals(second?.body ?? Buffer.alloc(0))).toBe(true);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    await eventually(async () => (await states()).every((state) => state === 'delivered'));
  });

  it('gets all but the one that it cannot accept: a batch that is refused for what is in it is sent in halves', async () => {
    await subscribe({ batch: { maxEvents: 10, maxWaitMs: 300 }, retry: { kind: 'list', delaysMs: [], jitter: 0 } });
    sink.behave((request, response) => {
      const isPoisoned = (JSON.parse(request.body.toString()) as Envelope[]).some(({ data }) => data.n === 7);
      response.writeHead(isPoisoned ? 422 : 204).end();
    });
    await publish([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    await eventually(async () => {
      const all = await states();
      return all.length === 10 && all.every((state) => state === 'delivered' || state === 'dead');
    });
    expect((await states()).filter((state) => state === 'dead')).toHaveLength(1);
    const { body } = await hub.call<{ data: { event: { id: string } }[] }>('GET', '/deliveries?state=dead');
    const dead = await hub.call<{ data: { n: number } }>('GET', `/events/${String(body.data[0]?.event.id)}`);
    expect(dead.body.data.n).toBe(7);
    expect(sink.requests.length).toBeLessThan(10);
  });

  it('is not sent more than 4 MiB at once', async () => {
    await subscribe({ batch: { maxEvents: 10, maxWaitMs: 2_000 } });
    const filler = 'x'.repeat(900_000);
    for (let n = 0; n < 10; n++) await hub.call('POST', '/events', { type: 'a.b', data: { n, filler } });
    await eventually(() => batches().flat().length === 10);
    expect(Math.max(...sink.requests.map(({ body }) => body.length))).toBeLessThanOrEqual(4 * 1024 * 1024 + 16);
    expect(Math.max(...batches().map((batch) => batch.length))).toBe(4);
  });

  it('gets a batch of CloudEvents in that format', async () => {
    await subscribe({ format: 'cloudevents' });
    await publish([1, 2, 3, 4]);
    await eventually(() => sink.requests.length === 1);
    const [{ headers, body } = { headers: {}, body: Buffer.alloc(0) }] = sink.requests;
    const events = HTTP.toEvent<{ n: number }>({ headers, body: body.toString() }) as CloudEvent<{ n: number }>[];
    expect(events.map(({ type }) => type)).toEqual(['a.b', 'a.b', 'a.b', 'a.b']);
    expect(events.map(({ data }) => data?.n).sort()).toEqual([1, 2, 3, 4]);
  });

  it('gets no two of one key at once when it also wants them in order', async () => {
    await subscribe({ orderBy: 'data.key' });
    await publish([1, 2, 3], 'a');
    await publish([11, 12, 13], 'b');
    await eventually(() => batches().flat().length === 6);
    expect(batches().every((batch) => batch.filter((n) => n < 10).length <= 1)).toBe(true);
    expect(
      batches()
        .flat()
        .filter((n) => n < 10),
    ).toEqual([1, 2, 3]);
  });

  it.each([
    [{ batch: { maxEvents: 1, maxWaitMs: 10 } }, ['batch.maxEvents']],
    [{ batch: { maxEvents: 101, maxWaitMs: 0 } }, ['batch.maxEvents', 'batch.maxWaitMs']],
    [{ batch: { maxEvents: 2, maxWaitMs: 5_000 }, timeoutMs: 5_000 }, ['batch.maxWaitMs']],
    [{ concurrency: 2 }, ['concurrency']],
    [{ format: 'raw' }, ['batch']],
  ])('is told what cannot work: %j', async (more, fields) => {
    const { status, body } = await subscribe(more);
    expect(status).toBe(400);
    expect(body.problems?.map(({ field }) => field)).toEqual(fields);
  });

  it('gets each alone again when it takes that back', async () => {
    await subscribe();
    await hub.call('PATCH', `/subscriptions/${subscription}`, { batch: null });
    await publish([1, 2]);
    await eventually(() => sink.requests.length === 2);
    expect(sink.requests.map(({ body }) => Array.isArray(JSON.parse(body.toString())))).toEqual([false, false]);
  });
});
