import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ReceiversModule, receiverTables, SourceDirectory, Sources, type SourceSpec } from '@kanca/receivers';
import { defineReceiver, hmac, ReceiverModule } from '@kanca/receivers/kit';
import { github, GithubReceiverModule } from '@kanca/receivers/github';
import { GenericReceiverModule } from '@kanca/receivers/generic';
import { SlackReceiverModule } from '@kanca/receivers/slack';
import { createTestEngine, eventually, type TestDatabase, type TestEngine } from '@kanca/testing';
import { vaultOfTest } from './vault-of-test.js';

const SECRET = 'a-secret-nobody-may-see';

function startHub(database?: TestDatabase): Promise<TestEngine> {
  return createTestEngine({
    tables: [receiverTables],
    imports: [
      ReceiversModule.register({ vault: vaultOfTest() }),
      GithubReceiverModule,
      SlackReceiverModule,
      GenericReceiverModule,
      VerifiedReceiverModule,
    ],
    ...(database === undefined ? {} : { database }),
  });
}

const verified = defineReceiver({
  name: 'verified',
  title: 'Verified',
  docs: 'https://docs.example.com/webhooks',
  assurance: 'signed-body',
  setup: ['Choose a secret.', 'Choose a verify token.'],
  secret: { name: 'secret', label: 'Secret', help: 'You choose it.' },
  options: [
    { kind: 'secret', name: 'verifyToken', label: 'Verify token', help: 'You choose it.', isRequired: false },
    { kind: 'text', name: 'region', label: 'Region', help: 'Where you are.', isRequired: false },
  ],
  verify: hmac({ algorithm: 'sha256', header: 'x-signature' }),
  read: () => ({ id: undefined, type: 'happened' }),
  events: ['happened'],
  samples: { happened: { body: {} } },
});
class VerifiedReceiverModule extends ReceiverModule(verified) {}

describe('Sources', () => {
  let hub: TestEngine;
  let replica: TestEngine;
  let sources: Sources;
  let directory: SourceDirectory;

  beforeAll(async () => {
    hub = await startHub();
    replica = await startHub(hub.database);
    sources = hub.app.get(Sources);
    directory = hub.app.get(SourceDirectory);
  });

  afterAll(async () => {
    await replica.close();
    await hub.close();
  });

  beforeEach(async () => {
    await hub.dataSource.query('DELETE FROM kanca.sources');
  });

  it('are found at once where they were made, and soon everywhere else', async () => {
    const view = await sources.create('default', { provider: 'GitHub', name: 'Acme', secrets: [SECRET] });
    expect(view).toMatchObject({
      provider: 'github',
      name: 'Acme',
      uri: '/github/Acme',
      state: 'ready',
      origin: 'api',
      assurance: 'signed-body',
      unsigned: ['id', 'type'],
    });
    expect(directory.find('GITHUB', 'acme')).toMatchObject({ id: view.id, secrets: [SECRET], tenant: 'default' });
    const other = replica.app.get(SourceDirectory);
    await eventually(() => other.find('github', 'acme') !== undefined, { withinMs: 5_000 });
    await sources.delete('default', view.id);
    expect(directory.find('github', 'acme')).toBeUndefined();
    await eventually(() => other.find('github', 'acme') === undefined, { withinMs: 5_000 });
  });

  it('never show a secret, and never store one in the clear', async () => {
    const view = await sources.create('default', { provider: 'slack', signingSecret: SECRET });
    expect(view.secrets).toEqual([
      { sid: expect.stringMatching(/^sec_/), createdAt: expect.any(Date), handedOverFrom: null },
    ]);
    const shown = [view, await sources.get('default', view.id), await sources.list('default', { limit: 10 })];
    const stored: unknown = await hub.dataSource.query('SELECT * FROM kanca.sources');
    for (const text of [JSON.stringify(shown), JSON.stringify(stored)]) expect(text).not.toContain(SECRET);
  });

  it('open a sealed secret in its own row only', async () => {
    const one = await sources.create('default', { provider: 'github', name: 'one', secrets: [SECRET] });
    const two = await sources.create('default', { provider: 'github', name: 'two', secrets: ['other'] });
    await hub.dataSource.query(
      'UPDATE kanca.sources SET secrets = (SELECT secrets FROM kanca.sources WHERE id = $1) WHERE id = $2',
      [one.id, two.id],
    );
    await sources.patch('default', one.id, {});
    expect(directory.find('github', 'two')).toMatchObject({ secrets: [] });
  });

  it('close their secret options too, show that they are there, and keep what comes back hidden', async () => {
    const { id } = await sources.create('default', {
      provider: 'verified',
      secrets: [SECRET],
      options: { verifyToken: 'only-we-know', region: 'eu' },
    });
    const stored: unknown = await hub.dataSource.query('SELECT options FROM kanca.sources');
    expect(JSON.stringify(stored)).not.toContain('only-we-know');
    const { options } = await sources.get('default', id);
    expect(options).toEqual({ verifyToken: '••••••', region: 'eu' });

    await sources.patch('default', id, { options: { ...options, region: 'us' } });
    expect(directory.find('verified', undefined)?.options).toEqual({ verifyToken: 'only-we-know', region: 'us' });
    await sources.patch('default', id, { options: { verifyToken: 'another' } });
    expect(directory.find('verified', undefined)?.options).toEqual({ verifyToken: 'another' });
  });

  it('leave their URL to their own tenant for 30 days, whose provider may still send there', async () => {
    const given = await sources.create('default', { provider: 'github', name: 'given-up' });
    const renamed = await sources.create('default', { provider: 'github', name: 'before' });
    await sources.delete('default', given.id);
    await sources.patch('default', renamed.id, { name: 'after' });
    for (const name of ['Given-Up', 'before', 'after'])
      await expect(sources.create('other', { provider: 'github', name })).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('is not free'),
      });
    expect(await sources.create('default', { provider: 'github', name: 'given-up' })).toMatchObject({
      name: 'given-up',
    });
    await hub.dataSource.query(`UPDATE kanca.given_up_urls SET given_up_at = given_up_at - interval '31 days'`);
    expect(await sources.create('other', { provider: 'github', name: 'before' })).toMatchObject({ tenant: 'other' });
  });

  it('have no URL that another tenant guesses, unless they are named', async () => {
    expect(await sources.create('default', { provider: 'github' })).toMatchObject({ name: null, uri: '/github' });
    const [first, second] = [
      await sources.create('acme', { provider: 'github' }),
      await sources.create('acme', { provider: 'github', name: null }),
    ];
    expect([first.name, second.name]).toEqual([
      expect.stringMatching(/^[0-9a-f]{20}$/),
      expect.not.stringMatching(first.name ?? ''),
    ]);
    expect(directory.find('github', first.name ?? '')).toMatchObject({ tenant: 'acme' });
    await expect(sources.patch('acme', first.id, { name: null })).rejects.toMatchObject({ code: 'invalid_request' });
    expect(await sources.patch('acme', first.id, { name: 'ours' })).toMatchObject({ uri: '/github/ours' });
  });

  it('wait for no secret where the provider hands over none', async () => {
    const view = await sources.create('default', { provider: 'verified' });
    await expect(sources.awaitSecret('default', view.id, 15)).rejects.toMatchObject({ code: 'conflict' });
    expect(await sources.acceptSecret(view, 'handed-over', '203.0.113.7')).toBe(false);
  });

  it('rotate: a new secret comes first, the old one stays good until it is removed', async () => {
    const { id } = await sources.create('default', { provider: 'github' });
    expect((await sources.get('default', id)).state).toBe('needs_secret');
    const old = await sources.addSecret('default', id, 'old');
    await sources.addSecret('default', id, 'new');
    expect(directory.find('github', undefined)).toMatchObject({ secrets: ['new', 'old'] });
    expect((await sources.get('default', id)).state).toBe('ready');
    await sources.removeSecret('default', id, old.sid);
    expect(directory.find('github', undefined)?.secrets).toEqual(['new']);
    await expect(sources.removeSecret('default', id, old.sid)).rejects.toMatchObject({ code: 'not_found' });
    await expect(sources.addSecret('default', id, ' x')).rejects.toMatchObject({ code: 'invalid_request' });
    for (let more = 2; more <= 10; more++) await sources.addSecret('default', id, `s${String(more)}`);
    await expect(sources.addSecret('default', id, 'one-too-many')).rejects.toMatchObject({ code: 'conflict' });
  });

  it('keep their URL to themselves, over all tenants and in any case', async () => {
    await sources.create('default', { provider: 'github', name: 'acme', secrets: ['a'] });
    const other = await sources.create('other', { provider: 'github', name: 'other', secrets: ['b'] });
    await expect(sources.create('other', { provider: 'github', name: 'ACME', secrets: ['c'] })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('The URL /github/ACME is not free'),
    });
    await expect(sources.patch('other', other.id, { name: 'Acme' })).rejects.toMatchObject({ code: 'conflict' });
    const main = await sources.create('default', { provider: 'github', secrets: ['d'] });
    expect(main.uri).toBe('/github');
    await expect(sources.create('default', { provider: 'github', secrets: ['d'] })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('belong to their tenant', async () => {
    const { id } = await sources.create('one', { provider: 'github', secrets: ['a'] });
    for (const attempt of [
      sources.get('two', id),
      sources.patch('two', id, {}),
      sources.delete('two', id),
      sources.addSecret('two', id, 'b'),
      sources.removeSecret('two', id, 'sec_x'),
    ])
      await expect(attempt).rejects.toMatchObject({ code: 'not_found' });
    expect((await sources.list('two', { limit: 10 })).data).toEqual([]);
  });

  it('are listed in pages', async () => {
    for (const name of ['a', 'b', 'c']) await sources.create('default', { provider: 'github', name, secrets: ['x'] });
    const first = await sources.list('default', { limit: 2 });
    expect(first.nextCursor).toBe(first.data[1]?.id);
    const second = await sources.list('default', { limit: 2, cursor: first.nextCursor ?? undefined });
    expect([...first.data, ...second.data].map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(second.nextCursor).toBeNull();
  });

  it.each([
    [{ provider: 'github', name: 'a/b', secrets: ['x'] }, 'name has to begin with'],
    [{ provider: 'github', name: 'Default', secrets: ['x'] }, 'name has to be another word than default'],
    [{ provider: 'nobody', secrets: ['x'] }, 'There is no provider "nobody"'],
    [{ provider: 'github', secrets: [''] }, 'secrets.0 is empty'],
    [
      { provider: 'github', secrets: ['x'], options: { allowSha1: 'yes' } },
      'options.allowSha1 has to be true or false',
    ],
  ])('refuse %j', async (draft, message) => {
    await expect(sources.create('default', draft)).rejects.toMatchObject({
      code: 'invalid_request',
      message: expect.stringContaining(message),
    });
  });

  it('refuse to be renamed to the word for the source without a name', async () => {
    const { id } = await sources.create('default', { provider: 'github', name: 'acme', secrets: ['x'] });
    await expect(sources.patch('default', id, { name: 'default' })).rejects.toMatchObject({
      message: expect.stringContaining('leave the name out, or choose another'),
    });
    const nameless = await sources.create('default', { provider: 'github', secrets: ['x'] });
    const found = await sources.list('default', { limit: 10, name: 'default' });
    expect(found.data.map((source) => source.id)).toEqual([nameless.id]);
  });

  it('refuse options that their receiver does not know, also later', async () => {
    const { id } = await sources.create('default', { provider: 'github', secrets: ['x'] });
    await expect(sources.patch('default', id, { options: { x: 1 } })).rejects.toMatchObject({
      code: 'invalid_request',
    });
    expect((await sources.patch('default', id, { options: { allowSha1: true } })).options).toEqual({ allowSha1: true });
    expect(directory.find('github', undefined)?.options).toEqual({ allowSha1: true });
  });

  it('refuse a secret that is not of the form their options ask for: at the start, as a new one, and when the options change', async () => {
    const options = { keyEncoding: 'hex' };
    const refusal = { code: 'invalid_request', message: expect.stringContaining('has to be a key in hex') };
    const draft = { provider: 'generic', secrets: ['not hex!'], options };
    await expect(sources.create('default', draft)).rejects.toMatchObject(refusal);
    const hex = await sources.create('default', { ...draft, name: 'hex', secrets: ['5ec2e7'] });
    await expect(sources.addSecret('default', hex.id, 'not hex!')).rejects.toMatchObject(refusal);
    const plain = await sources.create('default', { ...draft, name: 'plain', options: {} });
    await expect(sources.patch('default', plain.id, { options })).rejects.toMatchObject(refusal);
    expect(directory.find('generic', 'plain')?.options).toEqual({});
  });

  describe('of the configuration', () => {
    const spec = (name: string, ...secrets: string[]): SourceSpec => ({ provider: 'github', name, secrets });
    const rows = (): Promise<{ id: string; secrets: { sid: string }[] }[]> =>
      hub.dataSource.query('SELECT *, xmin::text FROM kanca.sources ORDER BY name');

    it('are made, changed and removed as it says, and untouched when it says nothing new', async () => {
      await sources.syncFileSources([spec('a', '1'), spec('b', '2', '3')]);
      const first = await rows();
      expect(directory.find('github', 'b')).toMatchObject({ secrets: ['2', '3'], origin: 'file' });
      await sources.syncFileSources([spec('a', '1'), spec('b', '2', '3')]);
      expect(await rows()).toEqual(first);
      await sources.syncFileSources([spec('b', '4', '2'), spec('c', '5')]);
      const second = await rows();
      expect(directory.find('github', 'a')).toBeUndefined();
      expect(directory.find('github', 'b')).toMatchObject({ id: first[1]?.id, secrets: ['4', '2'] });
      // The secret that stayed is the one that was there, with the date it came.
      expect(second[0]?.secrets[1]?.sid).toBe(first[1]?.secrets[0]?.sid);
    });

    it('stay when a process comes without its configuration', async () => {
      await sources.syncFileSources([spec('a', '1')]);
      await sources.syncFileSources([]);
      expect(directory.find('github', 'a')).toBeDefined();
    });

    it('take over a URL that was made by hand, and leave the others alone', async () => {
      const mine = await sources.create('default', { provider: 'github', name: 'A', secrets: ['old'] });
      await sources.create('default', { provider: 'github', name: 'hand', secrets: ['h'] });
      await sources.syncFileSources([spec('a', 'new')]);
      expect(directory.find('github', 'a')).toMatchObject({ id: mine.id, secrets: ['new'], origin: 'file' });
      expect(directory.find('github', 'hand')?.origin).toBe('api');
    });

    it('leave their URL to their tenant when the configuration names them no more', async () => {
      await sources.syncFileSources([{ ...spec('a', '1'), tenant: 'acme' }, spec('b', '2')]);
      await sources.syncFileSources([spec('b', '2')]);
      await expect(sources.create('other', { provider: 'github', name: 'A' })).rejects.toMatchObject({
        code: 'conflict',
      });
      expect(await sources.create('acme', { provider: 'github', name: 'a' })).toMatchObject({ tenant: 'acme' });
    });

    it('get a URL that another tenant has, or gave up, and it is told whose it was', async () => {
      const taken = await sources.create('other', { provider: 'github', name: 'taken' });
      const given = await sources.create('other', { provider: 'github', name: 'left' });
      await sources.delete('other', given.id);
      const remarks = await sources.syncFileSources([spec('taken', '1'), spec('left', '2'), spec('free', '3')]);
      expect(remarks).toEqual(
        ['taken', 'left'].map((name) =>
          expect.stringContaining(`gives the URL /github/${name} to the tenant default, and it was the tenant other's`),
        ),
      );
      await expect(sources.get('other', taken.id)).rejects.toMatchObject({ code: 'not_found' });
      expect(directory.find('github', 'left')).toMatchObject({ tenant: 'default', origin: 'file' });
      // Said once: the next start finds them as they are.
      const specs = [spec('taken', '1'), spec('left', '2'), spec('free', '3')];
      expect(await sources.syncFileSources(specs)).toEqual([]);
    });

    it('cannot be changed from outside', async () => {
      await sources.syncFileSources([spec('a', '1')]);
      const id = directory.find('github', 'a')?.id ?? '';
      await expect(sources.delete('default', id)).rejects.toMatchObject({
        code: 'conflict',
        message: 'The source /github/a comes from the configuration: change it there and start again.',
      });
      await expect(sources.addSecret('default', id, 'x')).rejects.toMatchObject({ code: 'conflict' });
    });

    it('are refused with every problem at once, and nothing is changed', async () => {
      const wrong = [
        spec('a', '1'),
        spec('A', '2'),
        spec('b'),
        { provider: 'nobody', secrets: ['x'] },
        spec('c d', ''),
      ];
      await expect(sources.syncFileSources(wrong)).rejects.toMatchObject({
        // By its URL, since a source may come from a variable or from code.
        message: expect.stringContaining('the source /github/b: secrets is empty: give the secret of GitHub'),
        problems: [
          { field: 'sources.1.name', problem: 'names /github/A, as another source does' },
          { field: 'sources.2.secrets', problem: 'is empty: give the secret of GitHub' },
          { field: 'sources.3.provider', problem: expect.stringContaining('which is not known') },
          { field: 'sources.4.secrets.0', problem: 'is empty' },
        ],
      });
      expect(await rows()).toEqual([]);
    });

    it('are the same for replicas that start together', async () => {
      const other = replica.app.get(Sources);
      await Promise.all(
        [sources, other, sources, other].map((each) => each.syncFileSources([spec('a', '1'), spec('b', '2')])),
      );
      expect(await rows()).toHaveLength(2);
    });
  });

  it('come with the modules that register them', async () => {
    const engine = await createTestEngine({
      tables: [receiverTables],
      imports: [
        ReceiversModule.register({
          vault: vaultOfTest(),
          sources: [{ provider: 'github', name: 'file', secrets: ['f'] }],
        }),
        GithubReceiverModule.register({ secrets: ['c'], name: 'code' }),
      ],
    });
    try {
      const found = engine.app.get(SourceDirectory).find('github', 'code');
      expect(found).toMatchObject({ secrets: ['c'], origin: 'file', uri: '/github/code' });
      expect(engine.app.get(SourceDirectory).find(github.name, 'file')).toBeDefined();
    } finally {
      await engine.close();
    }
  });
});
