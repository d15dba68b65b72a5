import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, type TestDatabase } from '@kanca/testing';
import { startHubProcess, type HubProcess } from '../support/hub-process.js';
import { callApi, createHubDatabase } from '../support/test-hub.js';

const run = promisify(execFile);
const KEY_LINE = /^ {2}admin key {10}(kanca_\S+) {3}\(shown this once: keep it\)$/m;

describe('the first admin key', () => {
  let database: TestDatabase;
  let hub: HubProcess | undefined;

  beforeEach(async () => {
    database = await createHubDatabase();
  });
  afterEach(async () => {
    await hub?.stop();
    hub = undefined;
    await database.drop();
  });

  const withoutKey = (): Record<string, string> => ({
    DATABASE_URL: database.url,
    KANCA_ADMIN_KEY: '',
    KANCA_ENCRYPTION_KEYS: Buffer.alloc(32, 7).toString('base64'),
  });

  async function shownKey(of: HubProcess): Promise<string> {
    // The hub answers a moment before it shows the key.
    await eventually(() => KEY_LINE.test(of.output()));
    return KEY_LINE.exec(of.output())?.[1] ?? '';
  }

  it('was lost when the port was taken: the next start shows one that works', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const PORT = String((other.address() as AddressInfo).port);
    try {
      const env = { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT, ...withoutKey() };
      const sentence = `port ${PORT} of 127.0.0.1 is taken by another process. Stop that one, or set PORT`;
      await expect(run(process.execPath, ['apps/hub/dist/main.js'], { env })).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringContaining(sentence),
      });
    } finally {
      other.close();
    }
    hub = await startHubProcess(withoutKey());
    const key = await shownKey(hub);
    expect((await callApi(hub.url, 'GET', '/keys', undefined, key)).status).toBe(200);
    expect((await callApi(hub.url, 'GET', '/keys')).status).toBe(401);
  });

  it('was never seen with LOG_LEVEL=silent: it is shown, and nothing else is', async () => {
    hub = await startHubProcess({ ...withoutKey(), LOG_LEVEL: 'silent' });
    const key = await shownKey(hub);
    expect((await callApi(hub.url, 'GET', '/keys', undefined, key)).status).toBe(200);
    expect(hub.output()).toBe(`  admin key          ${key}   (shown this once: keep it)\n`);
  });

  it('is shown once', async () => {
    hub = await startHubProcess(withoutKey());
    await shownKey(hub);
    await hub.stop();
    hub = await startHubProcess(withoutKey());
    const again = hub;
    await eventually(() => again.output().includes('Kanca is ready on'));
    // The greeting and the key are written at once.
    expect(again.output()).not.toMatch(KEY_LINE);
  });

  it('is revoked with every earlier value of KANCA_ADMIN_KEY when that is changed', async () => {
    const [leaked, fresh] = ['kanca_leaked_admin_key_0123456789', 'kanca_fresh_admin_key_0123456789'];
    hub = await startHubProcess(withoutKey());
    const shown = await shownKey(hub);
    const made = await callApi<{ key: string }>(hub.url, 'POST', '/keys', { name: 'ci', scopes: ['read'] }, shown);
    for (const KANCA_ADMIN_KEY of [shown, leaked, fresh]) {
      await hub.stop();
      hub = await startHubProcess({ ...withoutKey(), KANCA_ADMIN_KEY });
    }
    const statusOf = async (key: string): Promise<number> =>
      (await callApi(hub?.url ?? '', 'GET', '/subscriptions', undefined, key)).status;
    expect([await statusOf(shown), await statusOf(leaked), await statusOf(fresh)]).toEqual([401, 401, 200]);
    // Keys that were made by call stay.
    expect(await statusOf(made.body.key)).toBe(200);
    expect(hub.output()).toContain('KANCA_ADMIN_KEY has changed: its earlier value was revoked');
  });
});
