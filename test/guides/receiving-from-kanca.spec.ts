import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import { startSink, type Sink, type SunkRequest } from '../support/sink.js';
import { startTestHub, type TestHub } from '../support/test-hub.js';

interface Received {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
}

type IsGenuine = (headers: IncomingHttpHeaders, rawBody: Buffer, secrets: readonly string[], now?: number) => boolean;
type CreateReceiver = (secrets: readonly string[], handle: (event: Received) => void) => Server;

/** Python prints what `is_genuine` says of the request and of its copies with something wrong. */
const PYTHON_TRIAL = `
import json, sys
from verify import is_genuine
trial = json.load(sys.stdin)
headers, body, secrets = trial["headers"], trial["body"].encode(), trial["secrets"]
print(json.dumps([
    is_genuine(headers, body, secrets),
    is_genuine(headers, body, ["whsec_d3Jvbmctd3Jvbmctd3Jvbmctd3Jvbmc="] + secrets),
    is_genuine(headers, body + b" ", secrets),
    is_genuine(headers, body, ["whsec_d3Jvbmctd3Jvbmctd3Jvbmctd3Jvbmc="]),
    is_genuine({**headers, "webhook-timestamp": "1"}, body, secrets),
    is_genuine({**headers, "webhook-signature": ""}, body, secrets),
    is_genuine({}, body, secrets),
]))
`;

describe('the guide to receiving from Kanca', () => {
  let hub: TestHub;
  let sink: Sink;
  let folder: string;
  let secret: string;
  let genuine: SunkRequest;

  beforeAll(async () => {
    const guide = await readFile('docs/guides/receiving-from-kanca.md', 'utf8');
    folder = await mkdtemp(join(tmpdir(), 'kanca-guide-'));
    for (const [, comment, name, code] of guide.matchAll(/^```(?:js|python)\n(\/\/|#) ([\w.]+)\n([^]*?)^```$/gm))
      await writeFile(join(folder, name ?? ''), `${comment ?? ''} from the guide\n${code ?? ''}`);
    hub = await startTestHub();
    sink = await startSink();
    const { body } = await hub.call<{ secret: string }>('POST', '/subscriptions', { uri: sink.url });
    secret = body.secret;
    await hub.call('POST', '/events', { type: 'invoice.paid', data: { amount: 100, payer: 'Şirin' } });
    await eventually(() => Promise.resolve(sink.requests.length > 0));
    const [request] = sink.requests;
    if (request === undefined) throw new Error('Nothing has arrived.');
    genuine = request;
  });
  afterAll(async () => {
    await hub.close();
    await sink.close();
    await rm(folder, { recursive: true });
  });

  const wrong = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;

  it('takes a request that Kanca has signed, and none that has something wrong, in Node', async () => {
    const { isGenuine } = (await import(join(folder, 'verify.mjs'))) as { isGenuine: IsGenuine };
    const { headers, body } = genuine;
    expect(isGenuine(headers, body, [secret])).toBe(true);
    expect(isGenuine(headers, body, [wrong, secret])).toBe(true);
    expect(isGenuine(headers, body, [wrong])).toBe(false);
    expect(isGenuine(headers, Buffer.concat([body, Buffer.from(' ')]), [secret])).toBe(false);
    expect(isGenuine(headers, body, [secret], Date.now() / 1_000 + 301)).toBe(false);
    for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature'])
      expect(isGenuine({ ...headers, [name]: undefined }, body, [secret])).toBe(false);
    const two = `v1,${Buffer.alloc(32).toString('base64')} ${String(headers['webhook-signature'])}`;
    expect(isGenuine({ ...headers, 'webhook-signature': two }, body, [secret])).toBe(true);
  });

  it('receives events, once each, while the secret changes, and passes the verification', async () => {
    const { createReceiver } = (await import(join(folder, 'server.mjs'))) as { createReceiver: CreateReceiver };
    const secrets = [`whsec_${Buffer.alloc(32, 1).toString('base64')}`];
    const received: Received[] = [];
    const server = createReceiver(secrets, (event) => received.push(event));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const uri = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/hooks`;
    try {
      const input = { uri, secret: secrets[0], filters: ['order.*'] };
      const { body: subscription } = await hub.call<{ id: string }>('POST', '/subscriptions', input);
      const publish = async (id: string): Promise<string> =>
        (await hub.call<{ id: string }>('POST', '/events', { type: 'order.placed', data: { id } })).body.id;
      const first = await publish('a');
      await eventually(() => Promise.resolve(received.length === 1));
      const { body: page } = await hub.call<{ data: { id: string }[] }>(
        'GET',
        `/deliveries?event=${first}&consumer=${subscription.id}`,
      );
      await hub.call('POST', `/deliveries/${page.data[0]?.id ?? ''}/retry`);
      await hub.call('POST', `/subscriptions/${subscription.id}/rotate-secret`, {});
      await publish('b');
      await eventually(() => Promise.resolve(received.some(({ data }) => JSON.stringify(data) === '{"id":"b"}')));
      expect(received.map(({ type, data }) => [type, data])).toEqual([
        ['order.placed', { id: 'a' }],
        ['order.placed', { id: 'b' }],
      ]);
      const { body } = await hub.call<{ verification: object }>('POST', `/subscriptions/${subscription.id}/verify`, {});
      expect(body.verification).toMatchObject({ state: 'verified' });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('does the same in Python, where there is one', async () => {
    const trial = JSON.stringify({ headers: genuine.headers, body: genuine.body.toString(), secrets: [secret] });
    await writeFile(join(folder, 'trial.py'), PYTHON_TRIAL);
    const said = await new Promise<string | null>((resolve) => {
      const child = execFile('python3', ['trial.py'], { cwd: folder }, (error, stdout) => {
        resolve(error !== null && Reflect.get(error, 'code') === 'ENOENT' ? null : stdout);
      });
      child.stdin?.on('error', () => undefined).end(trial);
    });
    // A machine without Python has nothing to run.
    expect(said === null || JSON.parse(said)).toEqual(
      said === null ? true : [true, true, false, false, false, false, false],
    );
  });

  it('has code that names its file in seven languages', async () => {
    const guide = await readFile('docs/guides/receiving-from-kanca.md', 'utf8');
    const names = [...guide.matchAll(/^```\w+\n(?:<\?php\n)?(?:\/\/|#) ((?:verify|Verify)\.\w+)$/gm)].map(
      ([, name]) => name,
    );
    expect(names).toEqual([
      'verify.mjs',
      'verify.py',
      'verify.go',
      'verify.php',
      'Verify.cs',
      'Verify.java',
      'verify.rb',
    ]);
  });
});
