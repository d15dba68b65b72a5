import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { KancaError, SilentObserver, SystemRandomness } from '@kanca/core';
import { Client } from 'pg';
import { EmbeddedPostgres } from './embedded-postgres.js';
import { stopLeftoverServer } from './leftover-server.js';
import { openServerHome } from './server-home.js';

const isRoot = process.geteuid?.() === 0;

/** Runs one query on a connection of its own. */
async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}

async function until(isDone: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 10_000 && !(await isDone()); waited += 20) await sleep(20);
}

describe('EmbeddedPostgres', () => {
  const started: EmbeddedPostgres[] = [];
  let root: string;
  /** Of a hub that ran before, and was stopped. */
  let dataDir: string;
  /** Not there yet. */
  let newDir: string;

  async function start(directory = dataDir, observer = new SilentObserver()): Promise<EmbeddedPostgres> {
    const server = await EmbeddedPostgres.start({ dataDir: directory, observer });
    started.push(server);
    return server;
  }

  async function postmasterId(directory = dataDir): Promise<number> {
    const file = await readFile(join(directory, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').catch(() => '');
    return Number.parseInt(file, 10);
  }

  /** Starts a server from a process of its own, and kills that process: the server lives on without a hub. */
  async function leaveServerBehind(): Promise<{ readonly url: string; readonly pid: number }> {
    const script = `
      import { SilentObserver } from '@kanca/core';
      import { EmbeddedPostgres } from '@kanca/database';
      const server = await EmbeddedPostgres.start({ dataDir: ${JSON.stringify(dataDir)}, observer: new SilentObserver() });
      console.log(server.url);
    `;
    const hub = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [url] = (await once(createInterface(hub.stdout), 'line')) as [string];
    hub.kill('SIGKILL');
    await once(hub, 'exit');
    return { url, pid: await postmasterId() };
  }

  /** Copied for every test: quicker than a first start. */
  let used: string;

  beforeAll(async () => {
    used = await mkdtemp(join(tmpdir(), 'kanca-used-'));
    const server = await EmbeddedPostgres.start({ dataDir: used, observer: new SilentObserver() });
    await server.stop();
  });

  afterAll(async () => {
    await rm(used, { recursive: true, force: true });
  });

  beforeEach(async () => {
    // mkdtemp closes the folder to others, so as root every test here runs below a folder that the server's user cannot enter.
    root = await mkdtemp(join(tmpdir(), 'kanca-embedded-'));
    dataDir = join(root, 'data');
    newDir = join(root, 'new');
    await cp(used, dataDir, { recursive: true });
  });

  afterEach(async () => {
    await Promise.all(started.splice(0).map((server) => server.stop()));
    await rm(root, { recursive: true, force: true });
  });

  it('makes a database on the first start and finds it again on the second', async () => {
    const first = await start(newDir);
    await query(first.url, `CREATE TABLE kept AS SELECT 'yes' AS word`);
    await first.stop();
    await expect(query(first.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');

    const second = await start(newDir);
    expect(await query(second.url, 'SELECT word FROM kept')).toEqual([{ word: 'yes' }]);
    const folders = (await readdir(newDir)).filter((name) => !name.startsWith('postgres-bin'));
    expect(folders.sort()).toEqual([expect.stringMatching(/^hub-\w+\.sock$/), 'postgres', 'postgres.log']);
  });

  it('is durable, checks its pages, speaks UTF-8 and listens on the loopback only', async () => {
    const { url } = await start();
    const names = [
      'fsync',
      'synchronous_commit',
      'full_page_writes',
      'data_checksums',
      'server_encoding',
      'listen_addresses',
    ];
    const settings = await query(url, `SELECT name, setting FROM pg_settings WHERE name IN ('${names.join(`','`)}')`);
    expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      data_checksums: 'on',
      server_encoding: 'UTF8',
      listen_addresses: '127.0.0.1',
    });
    expect(await query(url, `SELECT upper('grüße') AS upper, 'Z' < 'a' AS "byCodePoint"`)).toEqual([
      { upper: 'GRÜßE', byCodePoint: true },
    ]);
    const stranger = new URL(url);
    stranger.password = 'guessed';
    await expect(query(stranger.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
  });

  it("keeps the hub's secrets out of the server's environment", async () => {
    process.env['KANCA_SPEC_SECRET'] = 'not for the database';
    await start().finally(() => {
      delete process.env['KANCA_SPEC_SECRET'];
    });
    const environment = await readFile(`/proc/${String(await postmasterId())}/environ`, 'utf8');
    expect(environment).toContain('LC_ALL=C');
    expect(environment).not.toContain('not for the database');
  });

  it('is in a process group of its own, so that Ctrl-C in the terminal is for the hub to handle', async () => {
    await start();
    const pid = await postmasterId();
    const [, , group] = (await readFile(`/proc/${String(pid)}/stat`, 'utf8')).replace(/^.*\) /, '').split(' ');
    expect(Number(group)).toBe(pid);
  });

  it('tells a second hub on the same data directory what to do, and leaves the first one alone', async () => {
    const { url } = await start();
    const second = start();
    await expect(second).rejects.toThrow(KancaError);
    await expect(second).rejects.toThrow(/Another hub runs on .*KANCA_DATA_DIR.*DATABASE_URL/);
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('names KANCA_DATA_DIR when its directory cannot be made, and does not try for ever', async () => {
    const file = join(root, 'a-file');
    await writeFile(file, '');
    await expect(start(join(file, 'below'))).rejects.toThrow(/cannot be used .*not a folder.*set KANCA_DATA_DIR/);
    await expect(start('/proc/nope/data')).rejects.toThrow(/set KANCA_DATA_DIR/);
  });

  it('starts one of two hubs that start on a new data directory at once', async () => {
    const attempts = await Promise.allSettled([start(newDir), start(newDir)]);
    const running = attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []));
    expect(running).toHaveLength(1);
    expect(await query(running[0]?.url ?? '', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('takes over from a hub that was killed while its server lives on', async () => {
    const left = await leaveServerBehind();
    await query(left.url, `CREATE TABLE kept AS SELECT 'yes' AS word`);
    const server = await start();
    expect(await query(server.url, 'SELECT word FROM kept')).toEqual([{ word: 'yes' }]);
    expect(await postmasterId()).not.toBe(left.pid);
    await expect(query(left.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  });

  it('takes over from a hub and a server that were both killed', async () => {
    const left = await leaveServerBehind();
    await query(left.url, `CREATE TABLE kept AS SELECT 'yes' AS word`);
    process.kill(left.pid, 'SIGKILL');
    const server = await start();
    expect(await query(server.url, 'SELECT word FROM kept')).toEqual([{ word: 'yes' }]);
  });

  it('leaves the server of the original alone when it is started on a copy of a data directory', async () => {
    const left = await leaveServerBehind();
    const copy = join(root, 'copy');
    await cp(dataDir, copy, { recursive: true, filter: (path) => !path.endsWith('.sock') });
    const server = await start(copy);
    expect(server.url).not.toBe(left.url);
    expect(await query(left.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await start();
  });

  it('starts beside a process id file whose process is another program now', async () => {
    const first = await start();
    await first.stop();
    const file = `${String(process.pid)}\n/proc/self/cwd\n1763769600\n15432\n\n127.0.0.1\n 1 1\nready   \n`;
    await writeFile(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), file);
    const second = await start();
    await second.stop();
    await writeFile(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), '');
    const third = await start();
    expect(await query(third.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('starts the server again when it dies, at the same address, and reports it', async () => {
    const observer = new SilentObserver();
    const faulted = jest.spyOn(observer, 'faulted');
    const { url } = await start(dataDir, observer);
    await query(url, `CREATE TABLE kept AS SELECT 'yes' AS word`);
    const pid = await postmasterId();
    process.kill(pid, 'SIGKILL');
    await until(async () => (await query(url, 'SELECT 1').catch(() => [])).length === 1);
    expect(await query(url, 'SELECT word FROM kept')).toEqual([{ word: 'yes' }]);
    expect(await postmasterId()).not.toBe(pid);
    expect(faulted.mock.calls).toEqual([
      ['the embedded PostgreSQL', new Error('It ended by itself (SIGKILL); starting it again')],
    ]);
  });

  it('says which port another program has taken, and is well again when that is given back', async () => {
    const server = await start();
    const port = Number(new URL(server.url).port);
    const thief = createServer();
    process.kill(await postmasterId(), 'SIGKILL');
    await until(
      () =>
        new Promise((resolve) => {
          thief
            .once('error', () => {
              resolve(false);
            })
            .listen(port, '127.0.0.1', () => {
              resolve(true);
            });
        }),
    );
    await until(() => server.trouble !== null);
    expect(server.trouble).toMatch(new RegExp(`another program has taken its port ${String(port)} of 127\\.0\\.0\\.1`));
    thief.close();
    await until(() => server.trouble === null);
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('does not take the process of another user for a server that ended, and asks nobody to kill it', async () => {
    const server = await start();
    const port = new URL(server.url).port;
    await server.stop();
    const file = join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
    await writeFile(file, `${String(process.pid)}\n/proc/self/cwd\n1763769600\n${port}\n\n127.0.0.1\n 1 1\nready   \n`);
    const home = await openServerHome(dataDir, new SystemRandomness(), false);
    // As where /proc hides the processes of others.
    const hidden = { commandLine: () => Promise.resolve(''), isListed: () => true };
    expect(await stopLeftoverServer(home, new SilentObserver(), hidden)).toBe(false);
    await expect(readFile(file)).rejects.toThrow('ENOENT');
    expect(await query((await start()).url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('can be stopped twice, while clients are connected, and right after its server has died', async () => {
    const server = await start();
    const client = new Client(server.url);
    let isCut = false;
    client.on('error', () => {
      isCut = true;
    });
    await client.connect();
    process.kill(await postmasterId(), 'SIGKILL');
    await until(() => isCut);
    await Promise.all([server.stop(), server.stop()]);
    await sleep(300);
    await expect(query(server.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
    await start();
  });

  it('clears away what a killed first start has left', async () => {
    const half = join(newDir, 'postgres.new-0123456789ab', 'cluster');
    await mkdir(half, { recursive: true });
    await writeFile(join(half, 'PG_VERSION'), '18\n');
    const { url } = await start(newDir);
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await readdir(newDir)).not.toContain('postgres.new-0123456789ab');
  });

  it('does not touch a folder that holds no cluster', async () => {
    await mkdir(join(newDir, 'postgres'), { recursive: true });
    await writeFile(join(newDir, 'postgres', 'precious'), 'keep me');
    await expect(start(newDir)).rejects.toThrow(
      'holds no PostgreSQL cluster: restore it from a backup, or move it away',
    );
    expect(await readdir(join(newDir, 'postgres'))).toEqual(['precious']);
  });

  it("shows the end of the server's log when it cannot start", async () => {
    const server = await start();
    await server.stop();
    await rm(join(dataDir, 'postgres', 'cluster', 'global', 'pg_control'));
    await expect(start()).rejects.toThrow(
      /did not start \(exit code \d\).*postgres\.log:\n[^]*pg_control[^]*set DATABASE_URL/,
    );
  });

  (isRoot ? it : it.skip)('runs as an unprivileged user below a folder that this user cannot enter', async () => {
    await chmod(root, 0o700);
    const { url } = await start(newDir);
    await query(url, 'CREATE TABLE t AS SELECT 1');
    await query(url, 'CHECKPOINT');
    expect((await stat(`/proc/${String(await postmasterId(newDir))}`)).uid).toBe(65_534);
    expect((await stat(root)).mode & 0o777).toBe(0o700);
  });

  (isRoot ? it : it.skip)('starts on a backup that root has put back', async () => {
    const server = await start();
    await server.stop();
    const files = await readdir(join(dataDir, 'postgres'), { recursive: true });
    for (const path of ['', ...files]) await chown(join(dataDir, 'postgres', path), 0, 0);
    const { url } = await start();
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  (isRoot ? it : it.skip)("runs as the hub's user when the hub is not root", async () => {
    await chmod(root, 0o755);
    await mkdir(newDir);
    await chown(newDir, 65_534, 65_534);
    const script = `
      import { SilentObserver } from '@kanca/core';
      import { EmbeddedPostgres } from '@kanca/database';
      const server = await EmbeddedPostgres.start({ dataDir: ${JSON.stringify(newDir)}, observer: new SilentObserver() });
      await server.stop();
    `;
    const hub = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      uid: 65_534,
      gid: 65_534,
      stdio: 'inherit',
    });
    expect(await once(hub, 'exit')).toEqual([0, null]);
    expect((await stat(join(newDir, 'postgres.log'))).uid).toBe(65_534);
  });
});
