import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventOf } from '@kanca/core';
import { OnWebhook } from '@kanca/handlers';
import '@kanca/receivers/github';
import { eventually } from '@kanca/testing';
import { Injectable, Module } from '@nestjs/common';
import { callApi, startTestHub, type TestHub } from '../support/test-hub.js';

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
});
