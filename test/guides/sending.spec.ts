import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import type { Type } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import { writeKancaCommand } from '../support/kanca.js';
import { openGuide } from '../support/guide.js';
import { startSink, type Sink } from '../support/sink.js';
import { ADMIN_KEY, startTestHub, type TestHub } from '../support/test-hub.js';

const run = promisify(execFile);

/** The shell of a reader who copies what is in a guide: every snippet in turn, in one folder. */
interface Reader {
  readonly env: Record<string, string>;
  readonly count: number;
  /** Runs the snippets that hold the text, after `before`. */
  read(part: string): Promise<string>;
}

async function readerOf(guide: string, folder: string, hub: TestHub, before = ''): Promise<Reader> {
  const text = await readFile(guide, 'utf8');
  const snippets = [...text.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, code = '']) => code);
  await writeKancaCommand(folder);
  const env = { PATH: `${folder}:${process.env['PATH'] ?? ''}`, KANCA_URL: hub.url, KANCA_KEY: ADMIN_KEY };
  return {
    env,
    count: snippets.length,
    read: async (part) => {
      const snippet = snippets.find((one) => one.includes(part));
      return (await run('sh', ['-euc', `${before}\n${snippet ?? 'exit 1'}`], { env, cwd: folder })).stdout;
    },
  };
}

function isGenuine(secret: string, headers: IncomingHttpHeaders, body: Buffer): boolean {
  try {
    new Webhook(secret).verify(body.toString(), headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}

describe('the guides to sending', () => {
  let hub: TestHub;
  let sink: Sink;
  let folder: string;

  beforeAll(async () => {
    hub = await startTestHub();
    sink = await startSink();
    folder = await mkdtemp(join(tmpdir(), 'kanca-guide-'));
  });
  afterAll(async () => {
    await hub.close();
    await sink.close();
    await rm(folder, { recursive: true });
  });

  const subscribe = async (more: object = {}): Promise<string> =>
    (await hub.call<{ id: string }>('POST', '/subscriptions', { uri: sink.url, ...more })).body.id;
  const publish = async (type: string, data: unknown = {}): Promise<string> =>
    (await hub.call<{ id: string }>('POST', '/events', { type, data })).body.id;
  const deliveryOf = async (event: string, state: string): Promise<string> => {
    const find = async (): Promise<string | undefined> =>
      (await hub.call<{ data: { id: string }[] }>('GET', `/deliveries?event=${event}&state=${state}`)).body.data[0]?.id;
    await eventually(async () => (await find()) !== undefined);
    return (await find()) ?? '';
  };

  it('do what docs/guides/sending.md says', async () => {
    const guide = await readFile('docs/guides/sending.md', 'utf8');
    const api = /^api\(\) .*$/m.exec(guide)?.[0];
    const reader = await readerOf('docs/guides/sending.md', folder, hub, api);
    expect(reader.count).toBe(10);
    reader.env['ENDPOINT'] = sink.url;

    const published = await reader.read('kanca publish');
    expect(published).toMatch(/^evt_\w+ {2}stored, 0 deliveries$/m);
    expect(await reader.read('payment-42')).toContain('"duplicate":true');
    reader.env['EVENT'] = /evt_\w+/.exec(published)?.[0] ?? '';

    const subscribed = await reader.read('subscriptions create');
    expect(subscribed).toMatch(/secret {2}whsec_/);
    reader.env['SUBSCRIPTION'] = /sub_\w+/.exec(subscribed)?.[0] ?? '';
    expect(await reader.read('by-key')).toContain('"secret":"whsec_');
    expect(await reader.read('by-key')).not.toContain('"secret":"whsec_');

    expect(await reader.read('"where"')).toContain('"$gte":100');
    const why = await reader.read('kanca why');
    expect(why).toContain(reader.env['SUBSCRIPTION']);
    expect(why).toContain('after the event came');
    expect(why).toContain('not matched: Its where asks for data.amount $gte 100, and the event has 5 there.');

    const { secret } = JSON.parse(await reader.read('rotate-secret')) as { secret: string };
    expect(secret).toMatch(/^whsec_/);
    expect(await reader.read('"orderBy"')).toContain('"rateLimit":20');
    sink.behave(({ headers, body }, response) => {
      response.writeHead(isGenuine(secret, headers, body) ? 204 : 401).end();
    });
    const tried = await reader.read('subscriptions verify');
    expect(tried).toContain('wrong-key');
    expect(tried).not.toMatch(/-key +no/);
    sink.behave((_request, response) => response.writeHead(204).end());
    await hub.call('POST', '/events', { type: 'invoice.paid', data: { amount: 100, currency: 'eur' } });
    await eventually(async () => (await reader.read('deliveries ls')).includes('delivered'));
    expect(await reader.read('deliveries ls')).toContain('"outcome":"succeeded"');
  });

  it('have a hook that compiles and does what it says', async () => {
    const guide = await openGuide('docs/guides/sending.md');
    try {
      expect(guide.problems()).toBe('');
      const { default: module } = await guide.load<{ default: Type }>('hosts.module.ts');
      const hooked = await startTestHub({ modules: [module] });
      try {
        const create = (uri: string) => hooked.call<Record<string, unknown>>('POST', '/subscriptions', { uri });
        expect((await create('https://example.com/')).body['detail']).toContain('Only hosts of partner.example');
        expect((await create('https://a.partner.example/')).body).toMatchObject({
          filters: ['*', '!internal.*'],
          properties: { tenant: 'default' },
        });
      } finally {
        await hooked.close();
      }
    } finally {
      await guide.close();
    }
  });

  it('do what docs/guides/event-types.md says', async () => {
    const reader = await readerOf('docs/guides/event-types.md', folder, hub);
    expect(reader.count).toBe(3);
    const listed = await reader.read('invoice-paid.json');
    expect(listed).toContain('invoice.paid  saved');
    expect(listed).toMatch(/^invoice\.paid {2}default +- +false +An invoice was paid in full\.$/m);
    const warned = await reader.read('a lot');
    expect(warned).toContain('warning  data.currency: is missing');
    expect(warned).toContain('warning  data.amount: expected number');
    const changed = await reader.read('--force');
    expect(changed).toContain('it would break somebody');
    expect(changed).toContain('saved, and somebody may trip over this:');
  });

  it('do what docs/guides/redelivery.md says', async () => {
    const reader = await readerOf('docs/guides/redelivery.md', folder, hub);
    expect(reader.count).toBe(8);
    reader.env['SUBSCRIPTION'] = await subscribe({ filters: ['again.*'] });
    reader.env['LAPTOP'] = sink.url;
    expect(await reader.read('-X PATCH')).toContain('"retryIsOwn":true');
    const { attempts } = JSON.parse(await reader.read('preview')) as { attempts: { at: string }[] };
    expect(attempts.map(({ at }) => at.slice(11, 16))).toEqual(['12:00', '12:01', '12:03', '12:06']);

    await reader.read('--expires-after');
    expect((await hub.call('GET', `/subscriptions/${reader.env['SUBSCRIPTION']}`)).body).toMatchObject({
      expiresAfterMs: 600_000,
    });

    reader.env['EVENT'] = await publish('again.one');
    reader.env['DELIVERY'] = await deliveryOf(reader.env['EVENT'], 'delivered');
    await reader.read('deliveries retry');
    await deliveryOf(reader.env['EVENT'], 'delivered');
    const recovered = await reader.read('subscriptions recover');
    expect(recovered).toContain('0 to deliver (dry run: nothing was)');
    expect(recovered).toMatch(/^rpl_\w+ {2}running/m);
    expect(await reader.read('replay-missing')).toMatch(/^rpl_/);
    expect(await reader.read('resend-to')).toMatch(/^204 after \d+ ms$/m);
    expect(await reader.read('kanca why')).toContain('matched: It was delivered at');
  });
});
