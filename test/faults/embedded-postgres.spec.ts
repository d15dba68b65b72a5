import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import { PROGRAMS } from '../support/built-program.js';
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

  // As users start it: by Node alone, with what npm installed; the machine's own PostgreSQL is hidden.
  const start = async (): Promise<HubProcess> => {
    hub = await startHubProcess({ KANCA_DATA_DIR: folder, PATH: '/usr/bin:/bin' }, [PROGRAMS.hub]);
    return hub;
  };

  const servers = (): string[] =>
    execFileSync('ps', ['-eo', 'pid,args'])
      .toString()
      .split('\n')
      .filter((line) => line.includes(folder) && line.includes('postgres'));

  it('is ready the first time and after that, and takes its server along when it stops', async () => {
    await start();
    expect(await hub?.stop()).toBe(0);
    expect(servers()).toEqual([]);
    await start();
  }, 300_000);

  it('has its data after kill -9, and no orphan server in the way', async () => {
    const { url } = await start();
    const { body } = await callApi<{ id: string }>(url, 'POST', '/events', { type: 'a.b', data: { kept: true } });
    await hub?.kill();
    const again = await start();
    const found = await callApi<{ data: { kept: boolean } }>(again.url, 'GET', `/events/${body.id}`);
    expect(found.body.data).toEqual({ kept: true });
    expect(await hub?.stop()).toBe(0);
    await eventually(() => servers().length === 0);
  }, 300_000);

  it('prints an admin key on the first run only', async () => {
    const env = { KANCA_DATA_DIR: folder, KANCA_ADMIN_KEY: '' };
    hub = await startHubProcess(env);
    const first = hub;
    const key = await eventually(() => /admin key\s+(kanca_\S+)/.exec(first.output())?.[1]);
    expect((await callApi(hub.url, 'GET', '/events', undefined, key)).status).toBe(200);
    await hub.stop();
    hub = await startHubProcess(env);
    expect(hub.output()).not.toContain('kanca_');
    expect((await callApi(hub.url, 'GET', '/events', undefined, key)).status).toBe(200);
  }, 300_000);
});
