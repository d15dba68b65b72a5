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
