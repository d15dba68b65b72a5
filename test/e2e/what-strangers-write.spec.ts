import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OnWebhook } from '@kanca/handlers';
import { eventually } from '@kanca/testing';
import { Injectable, Module } from '@nestjs/common';
import { callApi, startTestHub, type TestHub } from '../support/test-hub.js';
import { startSink, type Sink } from '../support/sink.js';

const NO_RETRY = { kind: 'list', delaysMs: [], jitter: 0 } as const;
const STRANGE = 'a\0b\ud800c\u001b[2Jd';
const TOKEN = 'tok-of-the-subscriber-4711';

@Injectable()
class ThrowsStrangeText {
  @OnWebhook('*', { types: ['strange.thrown'], retry: NO_RETRY })
  handle(): void {
    throw new Error(STRANGE);
  }
}

@Module({ providers: [ThrowsStrangeText] })
class HandlersOfTheTest {}

interface Delivery {
  readonly state: string;
  readonly attempts: readonly { readonly error: string | null }[];
}

describe('What strangers write', () => {
  let hub: TestHub;
  let sink: Sink;

  beforeAll(async () => {
    sink = await startSink();
    hub = await startTestHub({ modules: [HandlersOfTheTest] });
  });

  afterAll(async () => {
    await hub.close();
    await sink.close();
  });

  const dead = (id: string): Promise<Delivery> =>
    eventually(async () => {
      const { body } = await hub.call<Delivery>('GET', `/deliveries/${id}`);
      return body.state === 'dead' && body;
    });

  it('is kept as a text that a database and a terminal can hold, when a handler throws it', async () => {
    const { attempts } = await dead(await hub.deliveryOf(await hub.publish('strange.thrown')));
    expect(attempts.map(({ error }) => error)).toEqual(['a\ufffdb\ufffdc\ufffd[2Jd']);
  });

  it('is kept too when an endpoint answers it', async () => {
    sink.behave((_request, response) => response.writeHead(500).end(Buffer.from(STRANGE, 'utf16le')));
    await hub.subscribe({ uri: sink.url, filters: ['strange.answered'], retry: NO_RETRY });
    const { attempts } = await dead(await hub.deliveryOf(await hub.publish('strange.answered')));
    expect(attempts).toHaveLength(1);
  });

  it('into a test of a source without a secret is told to be their own mistake', async () => {
    const { body } = await hub.call<{ id: string }>('POST', '/sources', { provider: 'notion' });
    expect((await hub.call('POST', `/sources/${body.id}/test`, {})).status).toBe(409);
  });

  it('into the query of an endpoint is shown to keys that may manage, and to no other', async () => {
    sink.behave((_request, response) => response.writeHead(500).end());
    const uri = `${sink.url}/hook?token=${TOKEN}`;
    const { id } = await hub.subscribe({ uri, filters: ['token.kept'], retry: NO_RETRY });
    const event = await hub.publish('token.kept');
    const delivery = await hub.deliveryOf(event);
    await dead(delivery);
    const keyOf = async (scope: string): Promise<string> =>
      (await hub.call<{ key: string }>('POST', '/keys', { name: scope, scopes: [scope] })).body.key;
    const [reader, manager] = await Promise.all([keyOf('read'), keyOf('manage')]);
    const paths = [
      '/subscriptions',
      `/subscriptions/${id}`,
      `/subscriptions/${id}/attempts`,
      `/subscriptions/${id}/why?event=${event}`,
      `/deliveries`,
      `/deliveries/${delivery}`,
      `/events/${event}`,
      '/egress/blocked',
    ];
    for (const path of paths) {
      const { status, body } = await callApi(hub.url, 'GET', path, undefined, reader);
      expect([path, status]).toEqual([path, 200]);
      expect([path, JSON.stringify(body).includes(TOKEN)]).toEqual([path, false]);
    }
    const shown = await callApi<{ uri: string }>(hub.url, 'GET', `/subscriptions/${id}`, undefined, manager);
    expect(shown.body.uri).toBe(uri);
    const masked = await callApi<{ uri: string }>(hub.url, 'GET', `/subscriptions/${id}`, undefined, reader);
    expect(masked.body.uri).toBe(`${sink.url}/hook?token=••••••`);
  });
});
