import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventOf } from '@kanca/core';
import { Publisher } from '@kanca/dispatch';
import { OnWebhook } from '@kanca/handlers';
import '@kanca/receivers/github';
import { eventually } from '@kanca/testing';
import { Injectable, Module } from '@nestjs/common';
import { ADMIN_KEY, callApi, startTestHub, type TestHub } from '../support/test-hub.js';

interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly problems: readonly { readonly field: string }[];
}

const heard: string[] = [];

@Injectable()
class Handlers {
  @OnWebhook('github', 'push')
  push(event: EventOf<'github', 'push'>): void {
    heard.push(event.type);
  }
}

@Module({ providers: [Handlers] })
class HandlersOfTheTest {}

describe('an event that is published through the API', () => {
  let hub: TestHub;
  let publishOnly: string;

  const keyWith = async (scopes: readonly string[]): Promise<string> =>
    (await hub.call<{ key: string }>('POST', '/keys', { name: scopes.join('+'), scopes })).body.key;

  const publish = <T>(key: string, type: string) =>
    callApi<T>(hub.url, 'POST', '/events', { type, data: { ref: 'refs/heads/main' } }, key);

  const stored = async (): Promise<readonly string[]> => {
    const { body } = await hub.call<{ data: { type: string }[] }>('GET', '/events');
    return body.data.map(({ type }) => type);
  };

  beforeAll(async () => {
    hub = await startTestHub({ modules: [HandlersOfTheTest] });
    publishOnly = await keyWith(['publish']);
  });

  afterAll(() => hub.close());

  beforeEach(() => {
    heard.length = 0;
  });

  it.each(['github.push', 'github', 'GitHub.push', 'stripe.invoice.paid'])(
    'cannot pose as a provider with a key that may only publish: %s',
    async (type) => {
      const before = await stored();
      const { status, body } = await publish<Problem>(publishOnly, type);
      expect({ status, code: body.code, fields: body.problems.map(({ field }) => field) }).toEqual({
        status: 400,
        code: 'invalid_request',
        fields: ['type'],
      });
      expect(body.detail).toContain(`${type} is an event of the provider`);
      expect(body.detail).toContain('publish with a key that may manage sources');
      expect(await stored()).toEqual(before);
    },
  );

  it('cannot pose as a provider with a key that may publish and read', async () => {
    expect((await publish(await keyWith(['publish', 'read']), 'github.push')).status).toBe(400);
  });

  it('cannot pose as a provider in the middle of a batch, of which nothing is stored then', async () => {
    const before = await stored();
    const types = ['invoice.paid', 'github.push', 'invoice.sent', 'stripe.x'];
    const events = types.map((type) => ({ type, data: 1 }));
    const { status, body } = await callApi<Problem>(hub.url, 'POST', '/events/batch', { events }, publishOnly);
    expect(status).toBe(400);
    expect(body.problems.map(({ field }) => field)).toEqual(['events.1.type', 'events.3.type']);
    expect(await stored()).toEqual(before);
  });

  it('cannot pose as what Kanca tells of itself in the middle of a batch, of which nothing is stored then', async () => {
    const before = await stored();
    const events = ['invoice.paid', 'kanca.delivery.dead'].map((type) => ({ type, data: 1 }));
    const { status, body } = await hub.call<Problem>('POST', '/events/batch', { events });
    expect({ status, fields: body.problems.map(({ field }) => field) }).toEqual({
      status: 400,
      fields: ['events.1.type'],
    });
    expect(await stored()).toEqual(before);
  });

  it.each([
    ['a type that is none', { type: 'not a type', data: 1 }, 400, 'events.1.type'],
    ['data that is too large', { type: 'large.one', data: 'x'.repeat(1024 * 1024) }, 413, 'events.1.data'],
  ])('with %s in the middle of a batch, nothing of which is stored then', async (_what, bad, status, place) => {
    const before = await stored();
    const events = [{ type: 'good.one', data: 1 }, bad, { type: 'good.two', data: 1 }];
    const refused = await hub.call<Problem>('POST', '/events/batch', { events });
    expect(refused.status).toBe(status);
    expect(refused.body.detail).toContain(place);
    expect(await stored()).toEqual(before);
  });

  it('of a batch whose id was that of an event of another type says so, and the rest is stored', async () => {
    const first = await hub.call<{ id: string }>('POST', '/events', { type: 'taken.first', id: 'taken', data: 1 });
    const events = [
      { type: 'taken.second', id: 'taken', data: 1 },
      { type: 'taken.first', id: 'taken', data: 1 },
      { type: 'taken.third', id: 'free', data: 1 },
    ];
    const { status, body } = await hub.call<{ data: object[] }>('POST', '/events/batch', { events });
    expect(status).toBe(202);
    const [refused, repeated, fresh] = body.data;
    expect(refused).toEqual({
      id: first.body.id,
      deliveries: expect.any(Number),
      duplicate: true,
      error: { code: 'idempotency_mismatch', detail: expect.stringContaining('of the type taken.first') },
    });
    expect(repeated).toEqual({ id: first.body.id, deliveries: expect.any(Number), duplicate: true });
    expect(fresh).toMatchObject({ duplicate: false });
    expect(await stored()).toEqual(expect.arrayContaining(['taken.first', 'taken.third']));
    expect(await stored()).not.toContain('taken.second');
  });

  it.each(['invoice.paid', 'shop.github.push', 'githubs.push'])('has a first word of its own: %s', async (type) => {
    expect((await publish(publishOnly, type)).status).toBe(202);
    expect(await stored()).toContain(type);
  });

  it.each([['manage', ['publish', 'manage']] as const, ['admin', ['admin']] as const])(
    'may be the event of a provider when the key has the scope %s, so that operators can repeat one by hand',
    async (_scope, scopes) => {
      expect((await publish(await keyWith(scopes), 'github.push')).status).toBe(202);
      await eventually(() => Promise.resolve(heard.length > 0));
      expect(heard).toEqual(['github.push']);
    },
  );

  it('keeps the digits of its numbers, alone and in a batch, for subscribers and for those who look', async () => {
    const data = '{"p_id":7615917337495251231,"price":10.00,"far":1E400,"plain":[1,2.5]}';
    const send = async (path: string, body: string): Promise<string> => {
      const headers = { authorization: `Bearer ${publishOnly}`, 'content-type': 'application/json' };
      const response = await fetch(`${hub.url}/api/v1/events${path}`, { method: 'POST', headers, body });
      expect(response.status).toBe(202);
      return /"id":"(evt_[^"]+)"/.exec(await response.text())?.[1] ?? '';
    };
    const alone = await send('', `{"type":"paid.one","data":${data}}`);
    const batched = await send('/batch', `{"events":[{"type":"paid.two","data":${data}}]}`);
    for (const id of [alone, batched]) {
      const read = async (path: string): Promise<string> =>
        (
          await fetch(`${hub.url}/api/v1/events/${id}${path}`, { headers: { authorization: `Bearer ${ADMIN_KEY}` } })
        ).text();
      expect(await read('/raw')).toBe(data);
      expect(await read('')).toContain(`"data":${data}`);
    }
  });

  it('is checked against its schema by the value of such a number', async () => {
    const schema = { type: 'object', properties: { amount: { type: 'number', multipleOf: 0.01, maximum: 100 } } };
    await hub.call('PUT', '/event-types/price.set', { schema, validation: 'reject' });
    const send = (amount: string): Promise<Response> =>
      fetch(`${hub.url}/api/v1/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${publishOnly}`, 'content-type': 'application/json' },
        body: `{"type":"price.set","data":{"amount":${amount}}}`,
      });
    const statuses = await Promise.all(
      ['10.00', '19.99', '1E2', '1.005', '1E400'].map(async (one) => (await send(one)).status),
    );
    expect(statuses).toEqual([202, 202, 202, 400, 400]);
  });

  it('cannot hold a number that JSON cannot write', async () => {
    const publisher = hub.hub.app.get(Publisher);
    const data = { amounts: [1, Number.NaN] };
    await expect(publisher.publish({ tenant: 'default', type: 'a.b', data })).rejects.toMatchObject({
      code: 'invalid_request',
      problems: [{ field: 'data.amounts.1' }],
    });
  });

  it('is heard by handlers that a key of one tenant does not see', async () => {
    const { body } = await hub.call<{ key: string }>('POST', '/keys', { name: 'b', scopes: ['read'], tenant: 'acme' });
    expect((await callApi(hub.url, 'GET', '/handlers', undefined, body.key)).body).toEqual({
      data: [],
      nextCursor: null,
    });
    expect((await hub.call<{ data: object[] }>('GET', '/handlers')).body.data).toHaveLength(1);
  });
});
