import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import { startSink, type Sink, type SunkRequest } from '../support/sink.js';
import { startTestHub, type TestHub } from '../support/test-hub.js';
import { SimulatedAspnetSubscriber } from './simulated-aspnet-subscriber.js';

const SECRET = '123456789012345678901234567890123456789012345678';
const OTHER = 'another-secret-of-some-forty-characters-or-so';

/** The body and the signature that the tests of Microsoft's own sender have. */
const PRINTED = {
  body: [
    '{',
    '  "Id": "1234567890",',
    '  "Attempt": 1,',
    '  "Properties": {',
    '    "p1": "pv1"',
    '  },',
    '  "Notifications": [',
    '    {',
    '      "Action": "a1",',
    '      "d1": "dv1"',
    '    },',
    '    {',
    '      "Action": "a1",',
    '      "d2": "http://localhost"',
    '    }',
    '  ]',
    '}',
  ].join('\r\n'),
  signature: 'sha256=DCDEB62502988CDEDE464AF6A97566D61288C446CFC46F74F341E11173FF30A1',
};

interface Verified {
  readonly verification: {
    readonly state: string;
    readonly checks: readonly { name: string; status: number; passed: boolean }[];
  };
}

describe('a subscriber that was written for ASP.NET WebHooks', () => {
  let hub: TestHub;
  let sink: Sink;
  let itsSecret = SECRET;
  let subscriber: SimulatedAspnetSubscriber;

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
    subscriber = new SimulatedAspnetSubscriber(() => itsSecret);
    sink.behave((request, response) => {
      subscriber.answer(request, response);
    });
  });

  async function subscribe(input: object = {}): Promise<string> {
    const wanted = { uri: sink.url, format: 'aspnet', secret: SECRET, properties: { p1: 'pv1' }, ...input };
    return (await hub.subscribe(wanted)).id;
  }

  const verify = async (id: string, body: object): Promise<Verified['verification']> =>
    (await hub.call<Verified>('POST', `/subscriptions/${id}/verify`, body)).body.verification;

  const publish = (data: unknown): Promise<string> => hub.publish('order.shipped', data);

  it("accepts the request that Microsoft's tests have printed, so it is a true likeness", async () => {
    const sent = async (body: string): Promise<number> =>
      (
        await fetch(sink.url, {
          method: 'POST',
          headers: { 'content-type': 'application/json; charset=utf-8', 'ms-signature': PRINTED.signature },
          body,
        })
      ).status;
    expect([await sent(PRINTED.body), await sent(`${PRINTED.body} `)]).toEqual([200, 400]);
    expect(subscriber.delivered).toEqual([
      { id: '1234567890', attempt: 1, properties: { p1: 'pv1' }, actions: ['a1', 'a1'] },
    ]);
  });

  it('says the word back, and is verified by it', async () => {
    expect(await verify(await subscribe(), { method: 'echo' })).toMatchObject({ state: 'verified' });
  });

  it('accepts what it is sent and refuses every forgery, with its 400', async () => {
    const { state, checks } = await verify(await subscribe(), { method: 'calls' });
    expect(checks.map(({ name, status }) => [name, status])).toEqual([
      ['genuine', 200],
      ['wrong-key', 400],
      ['tampered-body', 400],
      ['no-signature', 400],
    ]);
    expect(state).toBe('verified');
  });

  it('gets its notifications, and sees the number of the attempt', async () => {
    await subscribe({ retry: { kind: 'list', delaysMs: [20], jitter: 0 } });
    sink.behave((request: SunkRequest, response) => {
      if (sink.requests.length === 1) response.writeHead(500).end();
      else subscriber.answer(request, response);
    });
    await publish({ number: 'A-1' });
    await eventually(() => subscriber.delivered.length === 1);
    expect(subscriber.delivered[0]).toMatchObject({
      attempt: 2,
      properties: { p1: 'pv1' },
      actions: ['order.shipped'],
    });
  });

  it('that has another secret is not verified, and its deliveries say why', async () => {
    const id = await subscribe({ retry: { kind: 'list', delaysMs: [], jitter: 0 } });
    itsSecret = OTHER;
    const { state, checks } = await verify(id, { method: 'calls' });
    expect({ state, genuine: checks[0] }).toMatchObject({ state: 'failed', genuine: { status: 400, passed: false } });
    await publish({ number: 'A-2' });
    const attempt = await eventually(async () => {
      const { body } = await hub.call<{ data: { status: number; detail: unknown }[] }>(
        'GET',
        `/subscriptions/${id}/attempts`,
      );
      return body.data[0];
    });
    expect(attempt.status).toBe(400);
    expect(JSON.stringify(attempt.detail)).toContain('does not match the value expected');
    expect(subscriber.delivered).toEqual([]);
  });
});
