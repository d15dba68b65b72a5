import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OnWebhook } from '@kanca/handlers';
import { catalogue, sampleRequest, type ReceiverDefinition } from '@kanca/receivers';
import { azureDevops } from '@kanca/receivers/azure-devops';
import { github } from '@kanca/receivers/github';
import { pusher } from '@kanca/receivers/pusher';
import { salesforce } from '@kanca/receivers/salesforce';
import { stripe } from '@kanca/receivers/stripe';
import { trello } from '@kanca/receivers/trello';
import { eventually, serveIngress } from '@kanca/testing';
import { Injectable, Module } from '@nestjs/common';
import { startTestHub, type TestHub } from '../support/test-hub.js';

const PUBLIC_URL = 'https://hooks.example.com';
const INCOMING = '/api/webhooks/incoming';
const PADDED = 'MTYtYnl0ZXMtb2Yta2V5IQ==';
const HOUR_MS = 3_600_000;

const heard: string[] = [];

@Injectable()
class Handlers {
  @OnWebhook('github', 'push', { retry: { kind: 'list', delaysMs: [], jitter: 0 } })
  first(): void {
    heard.push('first');
    throw new Error('broken');
  }

  @OnWebhook('github', 'push')
  second(): void {
    heard.push('second');
  }
}

@Module({ providers: [Handlers] })
class HandlersOfTheTest {}

interface SendOptions {
  readonly secret: string;
  readonly path?: string;
  readonly id?: string;
  readonly at?: number;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

describe('what was wrong with ASP.NET WebHooks is not wrong here:', () => {
  let hub: TestHub;

  beforeAll(async () => {
    hub = await startTestHub({
      modules: [HandlersOfTheTest],
      env: {
        KANCA_PUBLIC_URL: PUBLIC_URL,
        MS_WebHookReceiverSecret_GitHub: `${PADDED},acme=a=b=c==`,
        MS_WebHookReceiverSecret_VSTS: 'team=the-code-in-the-url',
      },
    });
  });
  afterAll(() => hub.close());

  async function send(receiver: ReceiverDefinition, options: SendOptions): Promise<Response> {
    const { path = receiver.name, id = 'd-1', at = Date.now(), headers: more = {}, ...rest } = options;
    const where = { url: `${INCOMING}/${path}`, publicUrl: PUBLIC_URL };
    const { method, url, headers, body } = sampleRequest(receiver, { ...rest, id, now: at, ...where });
    return fetch(hub.url + url, { method, headers: { ...headers, ...more }, body });
  }

  async function makeSource(draft: Record<string, unknown>): Promise<string> {
    const made = await hub.call<{ id: string }>('POST', '/sources', draft);
    expect(made.status).toBe(201);
    return made.body.id;
  }

  it('a secret in base64 keeps its padding, and one with several = is taken whole', async () => {
    expect((await send(github, { secret: PADDED, id: 'padded' })).status).toBe(200);
    expect((await send(github, { secret: 'a=b=c==', path: 'github/acme', id: 'signs' })).status).toBe(200);
    expect((await send(github, { secret: PADDED.replace('==', ''), id: 'bare' })).status).toBe(401);
  });

  it('an id that nobody configured is 404, and never a fault of the server', async () => {
    expect((await send(github, { secret: PADDED, path: 'github/nobody' })).status).toBe(404);
  });

  it('a URL that was registered years ago arrives under the name that the receiver has now', async () => {
    const plain = { 'content-type': 'application/json' };
    const body = JSON.stringify(azureDevops.samples[Object.keys(azureDevops.samples)[0] ?? '']?.body);
    const knock = (code: string): Promise<Response> =>
      fetch(`${hub.url}${INCOMING}/VSTS/team?code=${code}`, { method: 'POST', headers: plain, body });
    expect((await knock('another-code')).status).toBe(401);
    expect((await knock('the-code-in-the-url')).status).toBe(200);
    const events = await hub.call<{ data: { source: string }[] }>('GET', '/events?type=azure-devops.*');
    expect(events.body.data.map(({ source }) => source)).toEqual(['/azure-devops/team']);
  });

  it('a signature that fits is no use once its time is old', async () => {
    await makeSource({ provider: 'stripe', secret: 'whsec_test' });
    expect((await send(stripe, { secret: 'whsec_test', at: Date.now() - HOUR_MS })).status).toBe(401);
    expect((await send(stripe, { secret: 'whsec_test' })).status).toBe(200);
  });

  it('a secret of Pusher that was replaced is good for no further request, and an unknown key is not repeated', async () => {
    const options = { key: 'app-key' };
    const id = await makeSource({ provider: 'pusher', secret: 'old', options });
    expect((await send(pusher, { secret: 'old', options })).status).toBe(200);
    const { body } = await hub.call<{ secrets: { sid: string }[] }>('GET', `/sources/${id}`);
    await hub.call('POST', `/sources/${id}/secrets`, { secret: 'new' });
    await hub.call('DELETE', `/sources/${id}/secrets/${body.secrets[0]?.sid ?? ''}`);
    expect((await send(pusher, { secret: 'old', options, id: 'd-2' })).status).toBe(401);
    expect((await send(pusher, { secret: 'new', options, id: 'd-2' })).status).toBe(200);
    const stranger = await send(pusher, { secret: 'new', options: { key: 'somebody-elses-key' } });
    expect([stranger.status, await stranger.text()]).toEqual([
      401,
      expect.not.stringContaining('somebody-elses-key') as unknown,
    ]);
  });

  it('the last of a thousand events in one request is stored as the first is', async () => {
    const names = Array.from({ length: 1_000 }, (_, index) => ({ name: 'member_added', channel: String(index) }));
    const answer = await send(pusher, {
      secret: 'new',
      options: { key: 'app-key' },
      body: { time_ms: 1, events: names },
    });
    expect(answer.status).toBe(200);
    const { events } = (await answer.json()) as { readonly events: readonly string[] };
    expect(new Set(events).size).toBe(1_000);
    const last = await hub.call<{ type: string }>('GET', `/events/${events.at(-1) ?? ''}`);
    expect(last.body.type).toBe('pusher.member_added');
  });

  it('what Trello signs is judged by the public URL, whatever a proxy makes of host and scheme', async () => {
    await makeSource({ provider: 'trello', secret: 's3cret' });
    const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' };
    expect((await send(trello, { secret: 's3cret', headers })).status).toBe(200);
  });

  it('settings that PayPal lacks stop nobody else, and every webhook of PayPal has an id of its own', async () => {
    const without = await hub.call<{ detail: string }>('POST', '/sources', { provider: 'paypal' });
    expect([without.status, without.body.detail]).toEqual([400, expect.stringContaining('webhookId')]);
    expect((await send(github, { secret: PADDED, id: 'after-paypal' })).status).toBe(200);
    for (const webhookId of ['WH-1', 'WH-2']) {
      const id = await makeSource({ provider: 'paypal', id: webhookId, options: { webhookId } });
      const { body } = await hub.call<{ options: unknown }>('GET', `/sources/${id}`);
      expect(body.options).toMatchObject({ webhookId });
    }
  });

  it('nothing that a caller of Salesforce wrote comes back, and the answer is no XML that it could break', async () => {
    await makeSource({ provider: 'salesforce', organizationId: '00Dxx0000001gEREAY' });
    const answer = await fetch(`${hub.url}${INCOMING}/salesforce`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml' },
      body: '<Envelope><Body><notifications><OrganizationId>]]>&lt;a&gt;</OrganizationId></notifications></Body></Envelope>',
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([401, 'application/problem+json']);
    expect(await answer.text()).not.toContain('<');
    const genuine = await send(salesforce, { secret: '00Dxx0000001gEREAY' });
    expect([genuine.status, await genuine.text()]).toEqual([200, expect.stringContaining('<Ack>true</Ack>')]);
  });

  it('a handler that throws keeps no other from its event, and the provider hears that it arrived', async () => {
    heard.length = 0;
    const answer = await send(github, { secret: PADDED, id: 'two-handlers' });
    expect(answer.status).toBe(200);
    await eventually(() => heard.includes('first') && heard.includes('second'));
  });

  it('no answer of the API shows a secret', async () => {
    for (const path of ['/sources?limit=200', '/rejections?limit=200', '/events?limit=200', '/handlers']) {
      const { status, body } = await hub.call('GET', path);
      expect(status).toBe(200);
      for (const secret of [PADDED, 'a=b=c==', 'the-code-in-the-url', 'whsec_test', 's3cret'])
        expect([path, JSON.stringify(body)]).toEqual([path, expect.not.stringContaining(secret) as unknown]);
    }
  });

  it('HTTPS is asked for by every receiver, of every method, and of a caller on the same machine too', async () => {
    const receivers = catalogue.map(({ receiver }) => receiver);
    const sources = receivers.map(({ name }) => ({ provider: name, secrets: ['s3cret'] }));
    const served = await serveIngress({ receivers, sources, requireHttps: true });
    try {
      for (const { name, methods } of receivers)
        for (const method of methods) {
          const answer = await fetch(`${served.origin}${INCOMING}/${name}?challenge=x&echo=x`, { method });
          expect([name, method, answer.status]).toEqual([name, method, 403]);
        }
    } finally {
      await served.close();
    }
  });
});
