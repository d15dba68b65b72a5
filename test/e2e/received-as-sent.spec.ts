import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runKanca } from '../support/kanca.js';
import { ADMIN_KEY, startTestHub, type TestHub } from '../support/test-hub.js';

const SECRET = 'a-secret-of-this-test-0001';
const PUBLIC_URL = 'https://hooks.example.com';

/** What a sender wrote is what is stored and shown, and what it called is what it meant. */
describe('a request that was received', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub({ env: { KANCA_PUBLIC_URL: PUBLIC_URL } });
  });
  afterAll(() => hub.close());

  async function source(provider: string, name: string, options: object = {}): Promise<string> {
    const made = await hub.call('POST', '/sources', { provider, name, secrets: [SECRET], options });
    expect([made.status, made.status === 201 ? '' : made.body]).toEqual([201, '']);
    return `/api/webhooks/incoming/${provider}/${name}`;
  }

  async function post(path: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
    const signature = createHmac('sha256', SECRET).update(body).digest('hex');
    return fetch(hub.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-signature': signature, ...headers },
      body,
    });
  }

  async function eventIdOf(answer: Response): Promise<string> {
    const { events } = (await answer.json()) as { events: readonly string[] };
    return events[0] ?? '';
  }

  /** As text: JSON.parse would round it. */
  async function shown(id: string): Promise<string> {
    const answer = await fetch(`${hub.url}/api/v1/events/${id}`, { headers: { authorization: `Bearer ${ADMIN_KEY}` } });
    return answer.text();
  }

  /** The status of an answer to a request line that `fetch` would not write. */
  async function statusOf(target: string, headers: readonly string[], body: string): Promise<number> {
    const socket = connect(Number(new URL(hub.url).port), '127.0.0.1');
    await once(socket, 'connect');
    const length = String(Buffer.byteLength(body));
    socket.write(
      [`POST ${target} HTTP/1.1`, 'host: hooks.example.com', `content-length: ${length}`, ...headers, '', body].join(
        '\r\n',
      ),
    );
    const [first] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    return Number(first.toString('latin1').split(' ')[1]);
  }

  it('keeps two ids apart that JavaScript takes for one number, and shows their digits', async () => {
    const path = await source('generic', 'digits', { eventId: 'json:id', eventType: 'json:type' });
    const bodies = ['9007199254740992', '9007199254740993'].map(
      (id) => `{"type":"a.b","id":${id},"price":10.00,"far":1E400}`,
    );
    const ids: string[] = [];
    for (const body of bodies) {
      const answer = await post(path, body);
      expect([answer.status, answer.headers.get('kanca-duplicate')]).toEqual([200, null]);
      ids.push(await eventIdOf(answer));
    }
    expect(await shown(ids[1] ?? '')).toContain(
      '"data":{"type":"a.b","id":9007199254740993,"price":10.00,"far":1E400}',
    );
    const cli = await runKanca(hub.url, 'events', 'get', ids[1] ?? '');
    expect(cli.stdout).toContain('"id": 9007199254740993');
    expect((await runKanca(hub.url, '--json', 'events', 'get', ids[1] ?? '')).stdout).toContain('"far":1E400');
    expect((await post(path, bodies[1] ?? '')).headers.get('kanca-duplicate')).toBe('true');
  });

  it('is found by a target in absolute form, and behind two slashes', async () => {
    const path = await source('generic', 'target', { eventId: 'header:x-id' });
    const body = '{}';
    const signed = [
      'content-type: application/json',
      `x-signature: ${createHmac('sha256', SECRET).update(body).digest('hex')}`,
    ];
    expect(await statusOf(`http://hooks.example.com${path}`, [...signed, 'x-id: 1'], body)).toBe(200);
    expect(await statusOf(`/${path}`, [...signed, 'x-id: 2'], body)).toBe(200);
    expect(await statusOf('http://hooks.example.com/api/v1/events', [], '')).toBe(401);
    expect(await statusOf('//api/v1/events', [], '')).toBe(401);
  });

  it('was signed with the URL that was called, also where that begins with two slashes', async () => {
    const path = await source('twilio', 'slashes');
    for (const [target, called] of [
      [`http://hooks.example.com${path}?x=O'hara`, `${PUBLIC_URL}${path}?x=O'hara`],
      [`/${path}`, `${PUBLIC_URL}/${path}`],
    ] as const) {
      const signature = createHmac('sha1', SECRET).update(`${called}CallSidCA1CallStatusringing`).digest('base64');
      const form = ['content-type: application/x-www-form-urlencoded', `x-twilio-signature: ${signature}`];
      expect([target, await statusOf(target, form, 'CallSid=CA1&CallStatus=ringing')]).toEqual([target, 200]);
    }
  });

  it('was signed by Twilio with the port or without, and by SHA-256 with a shared key where its header says so', async () => {
    const path = await source('twilio', 'ports');
    const settings = 'x-twilio-webhooks-signature-settings';
    const call = async (url: string, algorithm: string, headers: Record<string, string> = {}): Promise<number> => {
      const signature = createHmac(algorithm, SECRET).update(url).digest('base64');
      const answer = await fetch(`${hub.url}${path}?CallSid=CA1&CallStatus=ringing`, {
        headers: { 'x-twilio-signature': signature, ...headers },
      });
      return answer.status;
    };
    const target = `${path}?CallSid=CA1&CallStatus=ringing`;
    expect(await call(`${PUBLIC_URL}${target}`, 'sha1')).toBe(200);
    expect(await call(`${PUBLIC_URL}:443${target}`, 'sha1')).toBe(200);
    expect(await call(`${PUBLIC_URL}:8443${target}`, 'sha1')).toBe(401);
    expect(await call(`${PUBLIC_URL}${target}`, 'sha256', { [settings]: 'key=SK1,algorithm=HMAC_SHA256' })).toBe(200);
    expect(await call(`${PUBLIC_URL}${target}`, 'sha1', { [settings]: 'key=SK1,algorithm=HMAC_SHA256' })).toBe(401);
    expect(await call(`${PUBLIC_URL}${target}`, 'sha256')).toBe(401);
  });

  it('may have no body: the event is in the query or in the headers', async () => {
    const path = await source('generic', 'empty', { scheme: 'token', at: 'header:x-token', eventType: 'query:type' });
    for (const method of ['GET', 'POST', 'PUT']) {
      const answer = await fetch(`${hub.url}${path}?type=door.rang&by=${method}`, {
        method,
        headers: { 'x-token': SECRET },
      });
      expect([method, answer.status]).toEqual([method, 200]);
      expect(await shown(await eventIdOf(answer))).toContain('"data":null');
    }
    const cloudEvents = await source('cloudevents', 'empty');
    const attributes = { 'ce-id': '1', 'ce-source': '/a', 'ce-type': 'a.b', 'ce-specversion': '1.0' };
    for (const more of [{ 'content-type': 'application/json; charset=utf-8' }, { 'ce-id': '2' }]) {
      const headers: Record<string, string> = { authorization: `Bearer ${SECRET}`, ...attributes, ...more };
      expect((await fetch(hub.url + cloudEvents, { method: 'POST', headers })).status).toBe(200);
    }
    const bitbucket = await source('bitbucket-server', 'empty');
    const signature = `sha256=${createHmac('sha256', SECRET).update('').digest('hex')}`;
    const headers = {
      'x-event-key': 'diagnostics:ping',
      'x-hub-signature': signature,
      'content-type': 'application/json',
    };
    expect((await fetch(hub.url + bitbucket, { method: 'POST', headers })).status).toBe(200);
  });

  it('is read from a multipart form, and from a form in the character set that it names', async () => {
    const path = await source('generic', 'forms', { scheme: 'token', at: 'header:x-token' });
    const token = { 'x-token': SECRET };
    const form = new FormData();
    form.set('payload', '{"event":"media.play"}');
    form.set('thumb', new Blob([Buffer.from([0xff, 0xd8, 0x00, 0xff])], { type: 'image/jpeg' }), 'thumb.jpg');
    const uploaded = await shown(
      await eventIdOf(await fetch(hub.url + path, { method: 'POST', headers: token, body: form })),
    );
    expect(uploaded).toContain(
      '"thumb":{"filename":"thumb.jpg","contentType":"image/jpeg","size":4,"base64":"/9gA/w=="}',
    );
    const urlencoded = 'application/x-www-form-urlencoded';
    for (const [type, body] of [
      [`${urlencoded}; charset=windows-1252`, 'last_name=M%FCller&currency=%80'],
      [urlencoded, 'last_name=M%FCller&currency=%80&charset=windows-1252'],
      [urlencoded, 'last_name=M%FCller&currency=%80'],
      [urlencoded, 'last_name=M%C3%BCller&currency=%E2%82%AC'],
    ] as const) {
      const answer = await fetch(hub.url + path, { method: 'POST', headers: { ...token, 'content-type': type }, body });
      expect(await shown(await eventIdOf(answer))).toContain('"last_name":"Müller","currency":"€"');
    }
    const unknown = { ...token, 'content-type': `${urlencoded}; charset=klingon` };
    expect((await fetch(hub.url + path, { method: 'POST', headers: unknown, body: 'a=%FC' })).status).toBe(415);
  });

  it('is as many events as it has items, where the source says where they are', async () => {
    const path = await source('generic', 'items', { items: 'data.list', eventType: 'json:kind', eventId: 'json:id' });
    const answer = await post(path, '{"data":{"list":[{"kind":"a","id":1.0},{"id":2}]}}');
    const { events } = (await answer.json()) as { events: readonly string[] };
    expect(events).toHaveLength(2);
    expect(await shown(events[0] ?? '')).toContain('"data":{"kind":"a","id":1.0}');
    expect((await post(path, '{"data":{}}')).status).toBe(200);
  });

  it('is another event of Shopify where its webhook id is another', async () => {
    const path = await source('shopify', 'ids');
    const deliver = async (webhook: string, body: string): Promise<string | null> => {
      const signature = createHmac('sha256', SECRET).update(body).digest('base64');
      const headers = {
        'content-type': 'application/json',
        'shopify-hmac-sha256': signature,
        'shopify-event-id': 'e1',
        'shopify-topic': 'orders/create',
        'shopify-webhook-id': webhook,
      };
      return (await fetch(hub.url + path, { method: 'POST', headers, body })).headers.get('kanca-duplicate');
    };
    expect(await deliver('w1', '{"id":1}')).toBeNull();
    expect(await deliver('w2', '{"id":1,"name":"x"}')).toBeNull();
    expect(await deliver('w1', '{"id":1}')).toBe('true');
  });

  it('may have several blanks before its credentials', async () => {
    const path = await source('postmark', 'blanks', { username: 'u' });
    const authorization = `Basic  ${Buffer.from(`u:${SECRET}`).toString('base64')}`;
    const body = '{"RecordType":"Delivery","MessageID":"m1","DeliveredAt":"2026-01-01T00:00:00Z"}';
    const headers = { authorization, 'content-type': 'application/json' };
    expect((await fetch(hub.url + path, { method: 'POST', headers, body })).status).toBe(200);
  });

  it('counts milliseconds where an agent of FastComments sent it, and seconds where it is a comment', async () => {
    const path = await source('fastcomments', 'agents');
    const send = async (at: string, headers: Record<string, string>): Promise<number> => {
      const body = '{"id":"c1"}';
      const signature = `sha256=${createHmac('sha256', SECRET).update(`${at}.${body}`).digest('hex')}`;
      const signed = { 'x-fastcomments-timestamp': at, 'x-fastcomments-signature': signature };
      const answer = await fetch(hub.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...signed, ...headers },
        body,
      });
      return answer.status;
    };
    const agent = { 'x-fastcomments-agent-event': 'agent.replied' };
    expect(await send(String(Date.now()), agent)).toBe(200);
    expect(await send(String(Date.now() - 600_000), agent)).toBe(401);
    expect(await send(String(Date.now()), {})).toBe(401);
    expect(await send(String(Math.floor(Date.now() / 1_000)), {})).toBe(200);
  });

  it('hears nothing but 401 where it is a wrong intent to receive of Xero', async () => {
    const path = await source('xero', 'intent');
    const headers = { 'x-xero-signature': 'd3Jvbmc=', 'content-type': 'application/json' };
    const answer = await fetch(hub.url + path, { method: 'POST', headers, body: '{"events":[]}' });
    expect([answer.status, await answer.text(), answer.headers.get('content-type')]).toEqual([401, '', null]);
  });

  it('is kept as unknown where it is genuine and names no event', async () => {
    const path = await source('sanity', 'nameless');
    const at = String(Date.now());
    const signature = createHmac('sha256', SECRET).update(`${at}.{"x":1}`).digest('base64url');
    const headers = { 'content-type': 'application/json', 'sanity-webhook-signature': `t=${at},v1=${signature}` };
    const answer = await fetch(hub.url + path, { method: 'POST', headers, body: '{"x":1}' });
    expect([answer.status, await shown(await eventIdOf(answer))]).toEqual([
      200,
      expect.stringContaining('"type":"sanity.unknown"'),
    ]);
  });

  it('is judged by kanca verify as by the hub', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kanca-verify-'));
    const file = (name: string, content: string): string => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const url = `${PUBLIC_URL}/api/webhooks/incoming/twilio?name=William+O'hara&CallSid=CA1&CallStatus=ringing`;
    const signature = createHmac('sha1', SECRET).update(url).digest('base64');
    const request = { method: 'GET', url, headers: { 'X-Twilio-Signature': signature }, bodyBase64: '' };
    const config = file('twilio.json', JSON.stringify({ authToken: SECRET }));
    const asSent = await runKanca(
      hub.url,
      'verify',
      'twilio',
      '--config',
      config,
      '--request',
      file('r.json', JSON.stringify(request)),
    );
    expect([asSent.code, asSent.stdout]).toEqual([0, expect.stringContaining('genuine')]);

    const body = '{"zen":"x"}';
    const good = createHmac('sha256', SECRET).update(body).digest('hex');
    const headers = `X-GitHub-Event: push\nX-Hub-Signature-256: sha256=00\nX-Hub-Signature-256: sha256=${good}\n`;
    const github = file('github.json', JSON.stringify({ secret: SECRET, sekret: 'x' }));
    const doubled = await runKanca(
      hub.url,
      ...['verify', 'github', '--config', github, '--headers', file('h.txt', headers), '--body', file('b.json', body)],
    );
    expect([doubled.code, doubled.stdout]).toEqual([1, expect.stringContaining('refused: signature_invalid')]);
    expect(doubled.stderr).toContain('--config: sekret is not a setting of GitHub');
  });
});
