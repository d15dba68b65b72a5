import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import { programArguments } from '../support/built-program.js';
import { runKanca, type Ran } from '../support/kanca.js';
import { startSink } from '../support/sink.js';
import { ADMIN_KEY, startTestHub, type TestHub } from '../support/test-hub.js';

describe('kanca, by names, times and pages', () => {
  let hub: TestHub;

  beforeAll(async () => {
    hub = await startTestHub();
  });
  afterAll(async () => {
    await hub.close();
  });

  const kanca = async (...arguments_: readonly string[]): Promise<Ran> => runKanca(hub.url, ...arguments_);
  const json = async <T>(...arguments_: readonly string[]): Promise<T> =>
    JSON.parse((await kanca('--json', ...arguments_)).stdout) as T;

  it('took a source by its id only: its provider, or the end of its URL, does as well', async () => {
    const { id } = await json<{ id: string }>('sources', 'create', 'stripe', '--id', 'shop', '--secret', 'whsec_x');
    for (const name of ['stripe/shop', '/stripe/shop', id])
      expect(await json('sources', 'get', name)).toMatchObject({ id, provider: 'stripe' });

    const changed = await kanca('sources', 'update', 'stripe/shop', '--id', 'store');
    expect(changed).toMatchObject({ code: 0, stdout: expect.stringContaining('/stripe/store') as unknown });
    expect(await kanca('sources', 'get', 'stripe/shop')).toMatchObject({ code: 1, stdout: '' });
    expect(await kanca('sources', 'rm', 'stripe/store')).toMatchObject({ code: 0, stdout: 'stripe/store  removed\n' });
  });

  it('leaves the options of a source alone that are not given', async () => {
    const options = ['--option', 'scheme=token', 'at=header:x-token', 'eventType=header:x-event'];
    await kanca('sources', 'create', 'generic', '--secret', 'a-long-enough-secret', ...options);
    expect(await kanca('sources', 'update', 'generic', '--option', 'eventType=header:x-type')).toMatchObject({
      code: 0,
    });
    expect(await json('sources', 'get', 'generic')).toMatchObject({
      options: { scheme: 'token', at: 'header:x-token', eventType: 'header:x-type' },
    });
  });

  it('took a subscription by its id only: its key does as well, in every command', async () => {
    await kanca('subscriptions', 'create', `${hub.url}/hooks`, '--key', 'billing', '--filter', 'named.*');
    const { id } = await json<{ id: string }>('subscriptions', 'get', 'billing');
    expect((await kanca('subscriptions', 'update', 'billing', '--rate-limit', '20')).stdout).toContain(id);
    expect((await kanca('subscriptions', 'pause', 'billing')).stdout).toBe(`${id}  paused\n`);
    await kanca('publish', 'named.one', '{}');
    expect((await kanca('deliveries', 'ls', '--consumer', 'billing')).stdout).toContain('named.one');
    expect((await kanca('why', 'named.one', 'billing')).code).toBe(0);
    expect((await kanca('subscriptions', 'resume', 'billing', '--none')).stdout).toContain('1 cancelled');
    expect((await kanca('subscriptions', 'attempts', 'billing')).stdout).toBe('no attempts\n');
    expect((await kanca('subscriptions', 'secrets', 'ls', 'billing')).stdout).toContain('sec_');
    expect(await kanca('subscriptions', 'rm', 'billing')).toMatchObject({ code: 0 });
    expect(await kanca('subscriptions', 'rm', 'billing')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^There is no subscription with the key "billing": /) as unknown,
    });
  });

  it('says that a list is not whole, and goes on', async () => {
    for (let count = 0; count < 3; count++) await kanca('publish', 'paged.one', '{}');
    const first = await kanca('events', 'ls', '--type', 'paged.*', '--limit', '2');
    const [, cursor = ''] =
      /^These are the first 2, and there are more: --all, or --cursor (\S+)$/m.exec(first.stdout) ?? [];
    expect(cursor).not.toBe('');
    const rest = await kanca('events', 'ls', '--type', 'paged.*', '--cursor', cursor);
    expect(rest.stdout.match(/evt_/g)).toHaveLength(1);
    const all = await json<{ data: unknown[]; nextCursor: null }>('events', 'ls', '--type', 'paged.*', '--all');
    expect([all.data.length, all.nextCursor]).toEqual([3, null]);
    // More than the API gives at once.
    expect((await kanca('events', 'ls', '--type', 'paged.*', '--limit', '500')).stdout.match(/evt_/g)).toHaveLength(3);
  });

  it('takes times as people write them', async () => {
    await kanca('publish', 'timed.one', '{}');
    for (const since of ['1h', '30m', 'yesterday', '2d'])
      expect((await kanca('events', 'ls', '--type', 'timed.*', '--since', since)).stdout).toContain('timed.one');
    expect((await kanca('events', 'ls', '--type', 'timed.*', '--until', '1h')).stdout).toBe('no events\n');
    expect(await kanca('replay', '--type', 'timed.*', '--since', '1h', '--dry-run')).toMatchObject({ code: 0 });
  });

  it('answered programs in prose when it failed', async () => {
    const failed = await kanca('--json', 'events', 'get', 'evt_nope');
    expect([failed.code, failed.stdout]).toEqual([1, '']);
    expect(JSON.parse(failed.stderr)).toEqual({
      error: { code: 'not_found', detail: expect.any(String) as unknown, status: 404 },
    });
  });

  it('named the fields of the API: it names what the user wrote', async () => {
    const { stderr } = await kanca(
      'subscriptions',
      'create',
      `${hub.url}/hooks`,
      '--filter',
      'good.*',
      'not a pattern',
    );
    expect(stderr).toMatch(/^--filter \(value 2\)[: ]/);
    expect(stderr).not.toContain('filters.1');
  });

  it('whoami tells what the key may do, and doctor whether all is well', async () => {
    expect(await json('whoami')).toMatchObject({
      scopes: ['admin'],
      tenant: null,
      hub: { version: expect.any(String) as unknown },
    });
    const well = await kanca('doctor');
    expect(well.code).toBe(0);
    expect(well.stdout).toMatch(
      /^ok +hub .*\nok +ready .*\nok +key +may admin, for all tenants\nok +version .*\nwarn +public URL .*KANCA_PUBLIC_URL/,
    );
    const { checks } = await json<{ checks: readonly { name: string; result: string }[] }>('status');
    expect(checks.map(({ name }) => name)).toEqual(['hub', 'ready', 'key', 'version', 'public URL']);
  });

  it('tells the bearer of any key who they are', async () => {
    const { key } = (
      await hub.call<{ key: string }>('POST', '/keys', { name: 'p', scopes: ['publish'], tenant: 'acme' })
    ).body;
    const asked = async (bearer: string): Promise<Response> =>
      fetch(`${hub.url}/api/v1/whoami`, { headers: { authorization: `Bearer ${bearer}` } });
    expect(await (await asked(key)).json()).toMatchObject({ scopes: ['publish'], tenant: 'acme' });
    expect((await asked('kanca_nobody')).status).toBe(401);
  });

  it.each(['an argument', 'a file'])('publishes numbers with all of their digits: %s', async (from) => {
    const text = '{"n":7615917337495251231,"p":10.00}';
    const sink = await startSink();
    const folder = await mkdtemp(join(tmpdir(), 'kanca-cli-'));
    try {
      await hub.call('POST', '/subscriptions', { uri: sink.url, filters: ['exact.*'] });
      const file = join(folder, 'data.json');
      await writeFile(file, text);
      const { id } = await json<{ id: string }>('publish', 'exact.one', from === 'a file' ? `@${file}` : text);
      expect((await kanca('--json', 'events', 'get', id)).stdout).toContain(`"data":${text}`);
      await eventually(() => Promise.resolve(sink.requests.length > 0));
      expect(sink.requests[0]?.body.toString()).toContain(text);
    } finally {
      await sink.close();
      await rm(folder, { recursive: true });
    }
  });

  it('tail shows the day and the zone, and Ctrl-C ends it with 0', async () => {
    await kanca('publish', 'tailed.one', '{}');
    const env = { PATH: process.env['PATH'], KANCA_URL: hub.url, KANCA_KEY: ADMIN_KEY };
    const tail = spawn(process.execPath, programArguments('kanca', 'tail', '--type', 'tailed.*', '--last', '1'), {
      env,
    });
    let shown = '';
    tail.stdout.on('data', (chunk: Buffer) => (shown += chunk.toString()));
    await eventually(() => Promise.resolve(shown.includes('tailed.one')));
    expect(shown).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ {2}tailed\.one /);
    const ended = once(tail, 'exit');
    tail.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
  });

  it('says which field a sample does not have', async () => {
    await kanca('sources', 'create', 'github', '--secret', 'a-long-enough-secret');
    const sent = await kanca('trigger', 'github', 'push', '--data', 'no.such.path=1', 'ref=refs/heads/x');
    expect(sent).toMatchObject({
      code: 0,
      stderr: '--data no.such.path: the sample "push" has no such field, so it was added.\n',
    });
  });
});
