import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sampleRequest } from '@kanca/receivers';
import { github } from '@kanca/receivers/github';
import { eventually } from '@kanca/testing';
import { programArguments } from '../support/built-program.js';
import { ADMIN_KEY, startTestHub, type TestHub } from '../support/test-hub.js';

const run = promisify(execFile);
const SECRET = 'the-right-secret';

describe('kanca, against a hub', () => {
  let hub: TestHub;
  let folder: string;

  beforeAll(async () => {
    hub = await startTestHub();
    folder = await mkdtemp(join(tmpdir(), 'kanca-cli-'));
  });
  afterAll(async () => {
    await hub.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function kanca(...arguments_: readonly string[]): Promise<string> {
    const env = { PATH: process.env['PATH'], KANCA_URL: hub.url, KANCA_KEY: ADMIN_KEY };
    return (await run(process.execPath, programArguments('kanca', ...arguments_), { cwd: folder, env })).stdout;
  }

  it('lets in what a wrong secret kept out', async () => {
    await kanca('sources', 'create', 'github', '--id', 'acme', '--secret', 'a-mistyped-secret');
    const where = { url: '/api/webhooks/incoming/github/acme', publicUrl: hub.url };
    const { method, url, headers, body } = sampleRequest(github, {
      secret: SECRET,
      id: 'd-1',
      now: Date.now(),
      ...where,
    });
    expect((await fetch(hub.url + url, { method, headers, body })).status).toBe(401);
    await eventually(async () => (await kanca('rejections', 'ls', '--source', 'github/acme')).includes('/github/acme'));

    await writeFile(join(folder, 'secret.txt'), `${SECRET}\n`);
    expect(await kanca('sources', 'secrets', 'add', 'github/acme', '@secret.txt')).toContain('added');
    const listed = await kanca('--json', 'sources', 'secrets', 'ls', 'github/acme');
    expect(listed).not.toContain('secret-');
    const { data } = JSON.parse(listed) as { readonly data: readonly { readonly sid: string }[] };
    expect(data).toHaveLength(2);

    const dry = await kanca('rejections', 're-verify', '--source', 'github/acme', '--dry-run');
    expect(dry).toContain('1 examined: 1 accepted, 0 refused (dry run: nothing was stored)');
    expect(await kanca('events', 'ls')).toContain('no events');
    expect(await kanca('rejections', 're-verify', '--source', 'github/acme')).toContain('1 accepted');
    expect(await kanca('events', 'ls')).toContain('/github/acme');

    expect(await kanca('sources', 'secrets', 'rm', 'github/acme', data[1]?.sid ?? '')).toContain('removed');
    expect(JSON.parse(await kanca('--json', 'sources', 'secrets', 'ls', 'github/acme'))).toEqual({ data: [data[0]] });
  });

  it('took @file itself for the secret: it reads the file, wherever a secret is given', async () => {
    const text = Buffer.alloc(32, 5).toString('base64');
    await writeFile(join(folder, 'plain.txt'), `${text}\r\n`);
    await writeFile(join(folder, 'subscription.txt'), `whsec_${text}\n`);
    const created = await kanca('--json', 'sources', 'create', 'github', '--id', 'filed', '--secret', '@plain.txt');
    expect(JSON.parse(created)).toMatchObject({ provider: 'github' });
    const to = `${hub.url}/api/webhooks/incoming/github/filed`;
    for (const secret of [text, '@plain.txt'])
      expect(await kanca('trigger', 'github', 'push', '--to', to, '--secret', secret)).toMatch(/^200 /);

    const { method, url, headers, body } = sampleRequest(github, {
      secret: text,
      id: 'd-2',
      now: Date.now(),
      url: '/',
      publicUrl: hub.url,
    });
    const captured = { method, url, headers, bodyBase64: body.toString('base64') };
    await writeFile(join(folder, 'captured.json'), JSON.stringify(captured));
    expect(await kanca('verify', 'github', '--secret', '@plain.txt', '--request', 'captured.json')).toContain(
      'genuine',
    );

    const subscribed = ['subscriptions', 'create', `${hub.url}/hooks`, '--secret', '@subscription.txt'];
    expect(await kanca(...subscribed)).toContain(`  secret  whsec_${text}   (`);

    await writeFile(join(folder, 'empty.txt'), '\n');
    await expect(kanca('sources', 'create', 'github', '--id', 'none', '--secret', '@empty.txt')).rejects.toMatchObject({
      code: 1,
      stderr: '@empty.txt is empty: it has to hold the secret.\n',
    });
  });

  it.each<[string, readonly string[], string]>([
    ['a provider', ['sources', 'create', 'githb'], 'There is no provider "githb": did you mean github'],
    ['a provider to imitate', ['trigger', 'strpe'], 'There is no provider "strpe": did you mean stripe'],
    ['a source', ['sources', 'secrets', 'ls', 'github/nobody'], 'The hub has no source "github/nobody"'],
    ['a command', ['sorces', 'ls'], 'Did you mean sources?'],
    ['a number', ['events', 'ls', '--limit', 'many'], '--limit takes a number, got "many".'],
  ])('says what was meant when %s is misspelt', async (_what, arguments_, sentence) => {
    await expect(kanca(...arguments_)).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining(sentence) });
  });

  it('lists the providers there are', async () => {
    expect(await kanca('providers', 'ls')).toMatch(/^github +signed-body +GitHub$/m);
  });
});
