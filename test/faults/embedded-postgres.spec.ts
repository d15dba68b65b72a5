import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import { startHubProcess, type HubProcess } from '../support/hub-process.js';
import { callApi } from '../support/test-hub.js';

describe('a hub with its own PostgreSQL', () => {
  let folder: string;
  let hub: HubProcess | null = null;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kanca-data-'));
  });

  afterEach(async () => {
    await hub?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  // The machine's own PostgreSQL is hidden: what users have is Node and what npm installed.
  const start = async (): Promise<HubProcess> => {
    hub = await startHubProcess({ KANCA_DATA_DIR: folder, PATH: '/usr/bin:/bin' });
    return hub;
  };

  const servers = (): string[] =>
    execFileSync('ps', ['-eo', 'pid,args'])
      .toString()
      .split('\n')
      .filter((line) => line.includes(folder) && line.includes('postgres'));

  it('is ready within ten seconds the first time, and within three after that', async () => {
    const first = Date.now();
    await start();
    expect(Date.now() - first).toBeLessThan(10_000);
    expect(await hub?.stop()).toBe(0);
    expect(servers()).toEqual([]);
    const second = Date.now();
    await start();
    expect(Date.now() - second).toBeLessThan(10_000);
  }, 60_000);

  it('has its data after kill -9, and no orphan server in the way', async () => {
    const { url } = await start();
    const { body } = await callApi<{ id: string }>(url, 'POST', '/events', { type: 'a.b', data: { kept: true } });
    await hub?.kill();
    const again = await start();
    const found = await callApi<{ data: { kept: boolean } }>(again.url, 'GET', `/events/${body.id}`);
    expect(found.body.data).toEqual({ kept: true });
    expect(await hub?.stop()).toBe(0);
    await eventually(() => servers().length === 0);
  }, 60_000);

  it('prints an admin key on the first run only', async () => {
    const env = { KANCA_DATA_DIR: folder, KANCA_ADMIN_KEY: '' };
    hub = await startHubProcess(env);
    const key = /admin key\s+(kanca_\S+)/.exec(hub.output())?.[1];
    expect(key).toBeDefined();
    expect((await callApi(hub.url, 'GET', '/events', undefined, String(key))).status).toBe(200);
    await hub.stop();
    hub = await startHubProcess(env);
    expect(hub.output()).not.toContain('kanca_');
    expect((await callApi(hub.url, 'GET', '/events', undefined, String(key))).status).toBe(200);
  }, 60_000);
});
