import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import { Webhook } from 'standardwebhooks';
import { runKanca } from '../support/kanca.js';
import { startSink, type Sink } from '../support/sink.js';
import { startTestHub, type TestHub } from '../support/test-hub.js';

interface SecretRow {
  readonly id: string;
  readonly expiresAt: string | null;
}

describe('kanca subscriptions', () => {
  let hub: TestHub;
  let sink: Sink;
  let folder: string;

  beforeAll(async () => {
    hub = await startTestHub();
    sink = await startSink();
    folder = await mkdtemp(join(tmpdir(), 'kanca-cli-'));
  });
  afterAll(async () => {
    await hub.close();
    await sink.close();
    await rm(folder, { recursive: true, force: true });
  });

  const kanca = async (...arguments_: readonly string[]) => runKanca(hub.url, 'subscriptions', ...arguments_);
  const subscribe = async (more: object = {}): Promise<{ id: string; secret: string }> =>
    (await hub.call<{ id: string; secret: string }>('POST', '/subscriptions', { uri: sink.url, ...more })).body;
  const publish = async (type: string): Promise<string> =>
    (await hub.call<{ id: string }>('POST', '/events', { type, data: {} })).body.id;
  const show = async (id: string): Promise<unknown> => (await hub.call('GET', `/subscriptions/${id}`)).body;

  const SETTINGS = ['--where', '{"data.amount":{"$gt":100}}', '--rate-limit', '0.5', '--order-by', 'data.customer.id'];
  const MORE = [
    '--on-poison',
    'block',
    '--concurrency',
    '3',
    '--timeout',
    '5000',
    '--header',
    'x-team=billing',
    'x-b=1',
  ];
  const SET = {
    where: { 'data.amount': { $gt: 100 } },
    rateLimit: 0.5,
    orderBy: 'data.customer.id',
    onPoison: 'block',
    concurrency: 3,
    timeoutMs: 5000,
    headers: { 'x-team': 'billing', 'x-b': '1' },
  };

  describe('create', () => {
    it('takes every setting', async () => {
      const names = ['--key', 'billing', '--tenant', 'acme', '--description', 'Billing'];
      const { stdout } = await kanca('create', sink.url, '--filter', 'made.*', ...SETTINGS, ...MORE, ...names);
      const [id = ''] = /sub_\w+/.exec(stdout) ?? [];
      expect(stdout).toMatch(/^sub_\w+ {2}enabled {2}made\.\*\n {2}secret {2}whsec_/);
      const named = { uri: sink.url, key: 'billing', tenant: 'acme', description: 'Billing', filters: ['made.*'] };
      expect(await show(id)).toMatchObject({ ...SET, ...named });
    });

    it('warns of a filter with an event that a known provider does not send, unless it is in the catalogue', async () => {
      const warning =
        'The filter stripe.invoice.payed may match no event: stripe sends no invoice.payed: did you mean ';
      const { code, stdout } = await kanca(
        'create',
        sink.url,
        '--filter',
        'stripe.invoice.payed',
        'githb.*',
        'order.*',
      );
      const [, id = ''] = /^(sub_\w+) {2}enabled/.exec(stdout) ?? [];
      expect([code, stdout]).toEqual([0, expect.stringContaining(`warning: ${warning}invoice.paid`)]);
      expect(stdout).toContain(
        'warning: The filter githb may match no event: no receiver is called githb: did you mean github',
      );
      const warnings = async (): Promise<readonly string[]> =>
        (await hub.call<{ warnings: string[] }>('GET', `/subscriptions/${id}`)).body.warnings;
      expect(await warnings()).toHaveLength(2);

      await hub.call('PUT', '/event-types/stripe.invoice.payed', { description: 'Published by our own application.' });
      expect(await warnings()).toEqual([expect.stringContaining('githb')]);
      expect((await kanca('update', id, '--filter', 'github.push')).stdout).toBe(`${id}  enabled  github.push\n`);
      const put = await hub.call('PUT', '/subscriptions/by-key/typo', { uri: sink.url, filters: ['github.pusch'] });
      expect(put.body).toMatchObject({ warnings: [expect.stringContaining('did you mean push')] });
    });

    it('takes the URI as an option as well, and only once', async () => {
      expect((await kanca('create', '--uri', sink.url, '--filter', 'made.*')).stdout).toContain('enabled  made.*');
      expect(await kanca('create', sink.url, '--uri', sink.url)).toMatchObject({
        code: 1,
        stderr: 'The URI is given twice: leave --uri out.\n',
      });
    });
  });

  describe('update', () => {
    it('changes what is given, and leaves the rest alone', async () => {
      const { id } = await subscribe({ filters: ['changed.*'], description: 'As it was' });
      const changed = await kanca('update', id, ...SETTINGS, ...MORE);
      expect(changed).toEqual({ code: 0, stdout: `${id}  enabled  changed.*\n`, stderr: '' });
      expect(await show(id)).toMatchObject({ ...SET, description: 'As it was', filters: ['changed.*'] });

      await kanca('update', id, '--on-poison', 'skip', '--order-by', 'none', '--where', 'none', '--rate-limit', 'none');
      expect(await show(id)).toMatchObject({ where: null, rateLimit: null, orderBy: null, concurrency: 3 });
    });

    it('says where a JSON is wrong, and changes nothing', async () => {
      const { id } = await subscribe({ filters: ['changed.*'] });
      const file = join(folder, 'where.json');
      await writeFile(file, '{\n  "data.amount": { $gt: 100 }\n}\n');
      expect(await kanca('update', id, '--description', 'New', '--where', `@${file}`)).toEqual({
        code: 1,
        stdout: '',
        stderr: `--where is no JSON: line 2, column 20 of ${file} has "$", which does not fit there.\n`,
      });
      expect(await show(id)).toMatchObject({ description: null });
    });

    it('asks what to change when nothing is given', async () => {
      expect(await kanca('update', 'sub_1')).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^Nothing to change: give --uri, --filter, /) as unknown,
      });
    });
  });

  describe('rotate-secret', () => {
    const verifies = (secret: string): boolean => {
      const { body, headers } = sink.requests.at(-1) ?? { body: '', headers: {} };
      try {
        new Webhook(secret).verify(body.toString(), headers as Record<string, string>);
        return true;
      } catch {
        return false;
      }
    };
    const next = async (type: string): Promise<void> => {
      const before = sink.requests.length;
      await publish(type);
      await eventually(() => Promise.resolve(sink.requests.length > before));
    };

    it('shows the new secret, and until when the one before signs beside it', async () => {
      const { id, secret: old } = await subscribe({ filters: ['rotated.with.*'] });
      const { stdout } = await kanca('rotate-secret', id, '--overlap', '1h');
      const [, secret = ''] = /^ {2}secret {2}(whsec_\S+) {3}\(shown this once: keep it\)$/m.exec(stdout) ?? [];
      const [, until = ''] = /^ {2}sec_\w+ {2}signs until (\S+)$/m.exec(stdout) ?? [];
      expect(Math.abs(Date.parse(until) - Date.now() - 3_600_000)).toBeLessThan(60_000);
      await next('rotated.with.overlap');
      expect([verifies(secret), verifies(old)]).toEqual([true, true]);

      // A longer overlap later on gives no secret more time than it had.
      const again = await kanca('rotate-secret', id, '--overlap', '7d');
      expect(again.stdout.match(/signs until \S+/g)).toContain(`signs until ${until}`);

      const { stdout: last } = await kanca('rotate-secret', id, '--overlap', '0');
      expect(last).toContain('none of the secrets before signs any more');
      await next('rotated.with.overlap');
      expect([verifies(secret), verifies(old)]).toEqual([false, false]);
    });

    it('says that none of the secrets before signs any more, where there is no overlap', async () => {
      const { id, secret: old } = await subscribe({ filters: ['rotated.now'] });
      const { stdout } = await kanca('rotate-secret', id, '--overlap', '0');
      expect(stdout).toContain('none of the secrets before signs any more');
      await next('rotated.now');
      expect(verifies(old)).toBe(false);
    });

    it('takes a secret of your own from a file', async () => {
      const { id } = await subscribe({ filters: ['rotated.own'] });
      const secret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
      const file = join(folder, 'secret.txt');
      await writeFile(file, `${secret}\n`);
      await kanca('rotate-secret', id, '--secret', `@${file}`);
      await next('rotated.own');
      expect(verifies(secret)).toBe(true);
    });
  });

  it('secrets lists, adds and revokes them one by one', async () => {
    const { id, secret: first } = await subscribe({ filters: ['kept.*'] });
    const until = new Date(Date.now() + 86_400_000).toISOString();
    const added = await kanca('secrets', 'add', id, '--until', until);
    expect(added.stdout).toMatch(/^sec_\w+ {2}signs from now on, until \S+; so do the others\n {2}secret {2}whsec_/);

    const listed = await runKanca(hub.url, '--json', 'subscriptions', 'secrets', 'ls', id);
    const { data } = JSON.parse(listed.stdout) as { data: readonly SecretRow[] };
    expect(data.map(({ expiresAt }) => expiresAt)).toEqual([until, null]);
    expect(listed.stdout).not.toContain(first);
    const [newest] = data;
    expect((await kanca('secrets', 'ls', id)).stdout).toMatch(/^id +created +expires +last used\nsec_/);

    expect((await kanca('secrets', 'rm', id, newest?.id ?? '')).stdout).toBe(`${newest?.id ?? ''}  removed\n`);
    const left = await kanca('secrets', 'ls', id);
    expect(left.stdout).not.toContain(newest?.id);
    expect(await kanca('secrets', 'rm', id, data[1]?.id ?? '')).toMatchObject({ code: 1, stdout: '' });
  });

  it('attempts shows what became of each', async () => {
    const { id } = await subscribe({ filters: ['tried.*'], retry: { kind: 'list', delaysMs: [], jitter: 0 } });
    expect((await kanca('attempts', id)).stdout).toBe('no attempts\n');
    sink.behave((_request, response) => response.writeHead(500).end('no'));
    await publish('tried.once');
    await eventually(async () => (await kanca('attempts', id)).stdout.includes('dlv_'));
    sink.behave((_request, response) => response.writeHead(204).end());
    const [head = '', row = ''] = (await kanca('attempts', id, '--limit', '1')).stdout.split('\n');
    expect(head.split(/ +/)).toEqual(['time', 'delivery', 'number', 'outcome', 'status', 'duration', 'error']);
    expect(row).toMatch(/^\d{4}-\S+Z +dlv_\w+ +1 +\w+ +500 +\d+ ms +\S/);
  });

  describe('fetch', () => {
    let id: string;
    let lease: string;
    let deliveries: readonly string[];

    beforeAll(async () => {
      ({ id } = (
        await hub.call<{ id: string }>('POST', '/subscriptions', { delivery: 'pull', filters: ['left.*'] })
      ).body);
      for (let count = 0; count < 4; count++) await publish('left.here');
      const { stdout } = await kanca('fetch', id, '--lease', '1m');
      [lease = ''] = /lse_\w+/.exec(stdout) ?? [];
      deliveries = stdout.match(/^dlv_\w+/gm) ?? [];
    });
    const stateOf = async (delivery: string | undefined): Promise<string> =>
      (await hub.call<{ state: string }>('GET', `/deliveries/${delivery ?? ''}`)).body.state;

    it('leases what commit is then told to be done with, one by one', async () => {
      const [first = '', second] = deliveries;
      expect(await kanca('commit', id, lease, first)).toEqual({ code: 0, stdout: `${first}  committed\n`, stderr: '' });
      expect([await stateOf(first), await stateOf(second)]).toEqual(['delivered', 'running']);
      const again = await kanca('commit', id, lease, first);
      expect(again).toEqual({ code: 1, stdout: `${first}  not held by the lease any more\n`, stderr: '' });
    });

    it('leases what release gives back, with a reason that its attempt keeps', async () => {
      const [, second = ''] = deliveries;
      const why = ['--error', 'The disk\nis full.', '--retry-after', '1h'];
      expect((await kanca('release', id, lease, second, ...why)).stdout).toBe(`${second}  released\n`);
      expect(await stateOf(second)).toBe('pending');
      expect((await kanca('attempts', id)).stdout).toMatch(/ ms +The disk is full\.$/m);
    });

    it('leases for as long as extend says', async () => {
      const { stdout } = await kanca('extend', id, lease, '--for', '30m');
      const [, until = ''] = /^lse_\w+ {2}yours until (\S+)\n$/.exec(stdout) ?? [];
      expect(Math.abs(Date.parse(until) - Date.now() - 1_800_000)).toBeLessThan(60_000);
    });

    it('leases what commit is told all at once, and a lease that holds nothing any more is told as such', async () => {
      const rest = deliveries.slice(2);
      const committed = await kanca('commit', id, lease);
      expect(committed.stdout.match(/^dlv_\w+ {2}committed$/gm)).toHaveLength(rest.length);
      expect(await kanca('commit', id, lease)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining(`The lease ${lease} has lapsed`) as unknown,
      });
    });
  });
});

describe('kanca, when there is no hub', () => {
  it('says what to write when KANCA_URL has no scheme', async () => {
    expect(await runKanca('localhost:3000', 'keys', 'ls')).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'KANCA_URL has to begin with http:// or https://, and "localhost:3000" does not: write KANCA_URL=http://localhost:3000\n',
    });
  });

  it('does without KANCA_URL where it needs no hub', async () => {
    const { stderr } = await runKanca('localhost:3000', 'verify', 'github', '--request', 'no-such-file.json');
    expect(stderr).toMatch(/^no-such-file\.json cannot be read/);
  });
});
