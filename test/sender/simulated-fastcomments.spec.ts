import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import { startSink, type Sink } from '../support/sink.js';
import { startTestHub, type TestHub } from '../support/test-hub.js';
import { SimulatedFastcommentsSubscriber } from './simulated-fastcomments-subscriber.js';

const SECRET = 'QJ4PZ0TB9Q1N7M2V8K5R3X6W';

interface Problem {
  readonly problems: readonly { field: string }[];
}

interface Verification {
  readonly state: string;
  readonly checks: readonly {
    name: string;
    status: number;
    passed: boolean;
    decides: boolean;
    advice: string | null;
  }[];
}

describe('a subscriber that was written for FastComments', () => {
  let hub: TestHub;
  let sink: Sink;
  let itsSecret = SECRET;
  let subscriber: SimulatedFastcommentsSubscriber;

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
    itsSecret = SECRET;
    use('signature');
  });

  function use(checks: 'signature' | 'token'): void {
    subscriber = new SimulatedFastcommentsSubscriber(() => itsSecret, checks);
    sink.behave((request, response) => {
      subscriber.answer(request, response);
    });
  }

  async function subscribe(input: object = {}): Promise<{ id: string; retry: unknown }> {
    const wanted = { uri: sink.url, format: 'fastcomments', secret: SECRET, filters: ['comment.*'], ...input };
    return hub.subscribe<{ retry: unknown }>(wanted);
  }

  const verify = async (id: string, type: string): Promise<Verification> =>
    (await hub.call<{ verification: Verification }>('POST', `/subscriptions/${id}/verify`, { type })).body.verification;

  const publish = (type: string, data: unknown): Promise<string> => hub.publish(type, data);

  it('stores what is created and updated by PUT, and removes what is deleted by DELETE, of which it is told the id alone', async () => {
    await subscribe({ concurrency: 1, orderBy: 'data.id' });
    await publish('comment.created', { id: 'c-1', comment: 'Größe' });
    await eventually(() => subscriber.comments.get('c-1')?.comment === 'Größe');
    await publish('comment.updated', { id: 'c-1', comment: 'greater' });
    await eventually(() => subscriber.comments.get('c-1')?.comment === 'greater');
    await publish('comment.deleted', { id: 'c-1', comment: 'greater' });
    await eventually(() => subscriber.comments.size === 0 && sink.requests.length === 3);
    expect(sink.requests.map(({ method }) => method)).toEqual(['PUT', 'PUT', 'DELETE']);
    expect(sink.requests[2]?.body.toString()).toBe('{"id":"c-1"}');
  });

  it('keeps its secret when somebody changes the address, or the format of another subscription to this one', async () => {
    const { id } = await subscribe();
    const moved = await hub.call<Problem>('PATCH', `/subscriptions/${id}`, { uri: 'https://elsewhere.example/hooks' });
    expect([moved.status, moved.body.problems.map(({ field }) => field)]).toEqual([400, ['uri']]);
    const samePlace = await hub.call('PATCH', `/subscriptions/${id}`, { uri: `${sink.url}/other` });
    expect(samePlace.status).toBe(200);
    const { id: standard } = await hub.subscribe({ uri: sink.url, filters: ['x.*'] });
    const turned = await hub.call<Problem>('PATCH', `/subscriptions/${standard}`, { format: 'fastcomments' });
    expect([turned.status, turned.body.problems.map(({ field }) => field)]).toEqual([400, ['format']]);
  });

  it('is tried again after one minute, two minutes, three: it does not have to say so', async () => {
    expect((await subscribe()).retry).toMatchObject({ kind: 'linear', stepMs: 60_000 });
  });

  it.each(['comment.created', 'comment.updated', 'comment.deleted'])('is verified with %s', async (type) => {
    const { id } = await subscribe();
    const { state, checks } = await verify(id, type);
    expect(checks.map(({ status }) => status)).toEqual([200, 401, 401, 401, 401]);
    expect(state).toBe('verified');
  });

  it('that has another secret gets nothing it would accept, and is not verified', async () => {
    const { id } = await subscribe({ retry: { kind: 'list', delaysMs: [], jitter: 0 } });
    itsSecret = 'another-secret-0123456789';
    expect(await verify(id, 'comment.created')).toMatchObject({
      state: 'failed',
      checks: [{ status: 401, passed: false }, {}, {}, {}, {}],
    });
    await publish('comment.created', { id: 'c-2' });
    await eventually(async () => {
      const { body } = await hub.call<{ data: { status: number }[] }>('GET', `/subscriptions/${id}/attempts`);
      return body.data[0]?.status === 401;
    });
    expect(subscriber.comments.size).toBe(0);
  });

  it('that looks at the token alone, as its article shows, is verified, and is told what it lets in', async () => {
    use('token');
    const { id } = await subscribe();
    const { state, checks } = await verify(id, 'comment.created');
    expect(state).toBe('verified');
    expect(checks.map(({ name, passed, decides }) => [name, passed, decides])).toEqual([
      ['genuine', true, true],
      ['wrong-key', true, true],
      ['tampered-body', false, false],
      ['stale-timestamp', false, false],
      ['no-signature', true, true],
    ]);
    expect(checks[2]?.advice).toMatch(/accepted a call whose body was changed/);
    await publish('comment.created', { id: 'c-3' });
    await eventually(() => subscriber.comments.has('c-3'));
  });

  it('that lets every call in is not verified', async () => {
    sink.behave((_request, response) => response.writeHead(200).end());
    const { id } = await subscribe();
    expect(await verify(id, 'comment.created')).toMatchObject({ state: 'failed' });
  });

  it('is tested with a whole comment, and with the id alone for a deletion', async () => {
    const { id } = await subscribe();
    for (const type of ['comment.created', 'comment.updated', 'comment.deleted']) await verify(id, type);
    const genuine = sink.requests.filter(({ headers }) => headers['token'] === SECRET);
    const bodies = genuine.map(({ method, body }) => ({
      method,
      keys: Object.keys(JSON.parse(body.toString()) as object),
    }));
    const whole = bodies.filter(({ method }) => method === 'PUT');
    expect(whole.length).toBeGreaterThan(0);
    for (const { keys } of whole)
      expect(keys).toEqual(expect.arrayContaining(['id', 'urlId', 'comment', 'commentHTML', 'commenterName', 'date']));
    for (const { method, keys } of bodies) if (method === 'DELETE') expect(keys).toEqual(['id']);
  });

  it('gets the whole comment of a deletion where it asks for that', async () => {
    const { id } = await subscribe({ deletedBody: 'data' });
    await publish('comment.deleted', { id: 'c-4', comment: 'as it was' });
    await eventually(() => sink.requests.length === 1);
    expect(sink.requests[0]?.method).toBe('DELETE');
    expect(JSON.parse(sink.requests[0]?.body.toString() ?? '')).toEqual({ id: 'c-4', comment: 'as it was' });
    const other = await hub.call<Problem>('PATCH', `/subscriptions/${id}`, { deletedBody: 'all' });
    expect(other.status).toBe(400);
  });
});
