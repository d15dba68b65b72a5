import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestDatabase } from '@kanca/testing';
import { programArguments } from '../support/built-program.js';
import { startHubProcess, type HubProcess } from '../support/hub-process.js';
import { ADMIN_KEY, callApi, createHubDatabase } from '../support/test-hub.js';

const run = promisify(execFile);
const MODULE = './my-shop/my-shop.receiver.mjs';

describe('a receiver from outside this repository', () => {
  let folder: string;
  let database: TestDatabase;
  let hub: HubProcess | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kanca-own-'));
    // What npm install would put there.
    await symlink(resolve('node_modules'), join(folder, 'node_modules'));
    database = await createHubDatabase();
  });
  afterAll(async () => {
    await hub?.stop();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  function kanca(arguments_: readonly string[], env: Readonly<Record<string, string>> = {}): ReturnType<typeof run> {
    return run(process.execPath, programArguments('kanca', ...arguments_), {
      cwd: folder,
      env: { PATH: process.env['PATH'], ...env },
    });
  }

  it('is made by one command, and passes the contract as it is', async () => {
    await kanca(['new', 'receiver', 'my-shop']);
    const shop = { cwd: join(folder, 'my-shop') };
    await run(process.execPath, ['my-shop.vectors.mjs'], shop);
    const { stdout } = await run(process.execPath, ['--test'], shop);
    expect(stdout).toContain('# fail 0');
    expect(Number(/# pass (\d+)/.exec(stdout)?.[1])).toBeGreaterThan(10);
  });

  it('is never written over', async () => {
    await expect(kanca(['new', 'receiver', 'my-shop'])).rejects.toThrow('is there already');
  });

  it('cannot have a name that a hub has already, of Kanca or of its own', async () => {
    const elsewhere = ['--in', join(folder, 'elsewhere')];
    await expect(kanca(['new', 'receiver', 'github', ...elsewhere])).rejects.toThrow('Kanca has a receiver for GitHub');
    await expect(kanca(['new', 'receiver', 'my-shop', ...elsewhere], { KANCA_MODULES: MODULE })).rejects.toThrow(
      'has a receiver named my-shop already',
    );
    await kanca(['new', 'handler', 'order-mails']);
    await expect(
      kanca(['new', 'handler', 'order-mails', ...elsewhere], { KANCA_MODULES: './order-mails.module.mjs' }),
    ).rejects.toThrow('has a class OrderMails already');
  });

  it('has no error in an editor that checks types, nor has a new handler', async () => {
    const options = [
      '--noEmit',
      '--allowJs',
      '--strict',
      '--skipLibCheck',
      '--module',
      'nodenext',
      '--target',
      'es2022',
    ];
    const files = ['my-shop/my-shop.receiver.mjs', 'order-mails.module.mjs'];
    await expect(
      run(process.execPath, [resolve('node_modules/typescript/bin/tsc'), ...options, ...files], { cwd: folder }),
    ).resolves.toMatchObject({ stdout: '' });
  });

  it('is made although its module is named before it is there', async () => {
    const { stdout, stderr } = await kanca(['new', 'receiver', 'next-shop'], { KANCA_MODULES: './not-yet.mjs' });
    expect(stdout).toContain('next-shop.receiver.mjs');
    expect(stderr).toContain('KANCA_MODULES: ./not-yet.mjs cannot be loaded');
  });

  it('is known to kanca verify, as it is to the hub, also by kanca.yaml', async () => {
    const headers = { 'x-my-shop-signature': 'ab'.repeat(32), 'x-my-shop-delivery': 'd-1' };
    await writeFile(join(folder, 'captured.json'), JSON.stringify({ headers, bodyBase64: 'e30=' }));
    await writeFile(join(folder, 'hub.yaml'), `modules: ['${MODULE}']\nsources: [{ provider: '\${NOT_SET_HERE}' }]\n`);
    const verify = ['verify', 'my-shop', '--secret', 's3cret', '--request', 'captured.json'];
    await expect(kanca(verify, { KANCA_CONFIG: 'hub.yaml' })).rejects.toMatchObject({
      stdout: expect.stringContaining('refused: signature_invalid'),
    });
    await expect(kanca(verify)).rejects.toThrow('There is no provider "my-shop"');
  });

  it('receives in a hub that nobody changed', async () => {
    hub = await startHubProcess({
      DATABASE_URL: database.url,
      KANCA_ENCRYPTION_KEYS: Buffer.alloc(32, 1).toString('base64'),
      KANCA_MODULES: join(folder, 'my-shop', 'my-shop.receiver.mjs'),
    });
    const source = await callApi<{ id: string }>(hub.url, 'POST', '/sources', {
      provider: 'my-shop',
      secret: 's3cret',
    });
    const test = await callApi<{ status: number }>(hub.url, 'POST', `/sources/${source.body.id}/test`, {});
    expect(test.body.status).toBe(200);
    const events = await callApi<{ data: { type: string }[] }>(hub.url, 'GET', '/events');
    expect(events.body.data.map(({ type }) => type)).toEqual(['my-shop.order.placed']);
  });

  it('is triggered with a body of one’s own, through the hub and straight to its URL', async () => {
    const { url } = hub ?? { url: '' };
    const through = await kanca(['trigger', 'my-shop', '--data', 'data.id=a42'], {
      KANCA_URL: url,
      KANCA_KEY: ADMIN_KEY,
    });
    expect(through.stdout).toContain('200  {"received":true');
    const to = ['--to', `${url}/api/webhooks/incoming/my-shop`, '--secret', 's3cret', '--data', 'data.id=a43'];
    const direct = await kanca(['trigger', 'my-shop', ...to], { KANCA_MODULES: MODULE });
    expect(direct.stdout).toContain('200  {"received":true');
    const events = await callApi<{ data: { subject: string }[] }>(url, 'GET', '/events?limit=2');
    expect(events.body.data.map(({ subject }) => subject)).toEqual(['a43', 'a42']);
  });
});
