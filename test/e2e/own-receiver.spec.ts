import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@kanca/testing';
import { startHubProcess, type HubProcess } from '../support/hub-process.js';
import { callApi } from '../support/test-hub.js';

const run = promisify(execFile);
const CLI = resolve('apps/cli/dist/main.js');

describe('a receiver from outside this repository', () => {
  let folder: string;
  let database: TestDatabase;
  let hub: HubProcess | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kanca-own-'));
    // What npm install would put there.
    await symlink(resolve('node_modules'), join(folder, 'node_modules'));
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await hub?.stop();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('is made by one command, and passes the contract as it is', async () => {
    await run(process.execPath, [CLI, 'new', 'receiver', 'my-shop'], { cwd: folder });
    const shop = { cwd: join(folder, 'my-shop') };
    await run(process.execPath, ['my-shop.vectors.mjs'], shop);
    const { stdout } = await run(process.execPath, ['--test'], shop);
    expect(stdout).toContain('# fail 0');
    expect(Number(/# pass (\d+)/.exec(stdout)?.[1])).toBeGreaterThan(10);
  });

  it('is never written over', async () => {
    await expect(run(process.execPath, [CLI, 'new', 'receiver', 'my-shop'], { cwd: folder })).rejects.toThrow(
      'is there already',
    );
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
});
