import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, eventually, type TestDatabase } from '@kanca/testing';
import { sign } from '@octokit/webhooks-methods';
import { Webhook } from 'standardwebhooks';
import { freePort } from '../support/hub-process.js';
import { startSink, type Sink } from '../support/sink.js';

const run = promisify(execFile);

const GITHUB_SECRET = 'a secret that GitHub knows';
const SUBSCRIBER_SECRET = `whsec_${Buffer.alloc(24, 5).toString('base64')}`;
const PUSH = JSON.stringify({ ref: 'refs/heads/main', after: 'c0ffee', repository: { id: 7, full_name: 'acme/shop' } });
const INCOMING = '/api/webhooks/incoming/github';

interface Application {
  readonly url: string;
  /** What it has written so far. */
  readonly output: () => string;
}

/** Each example as somebody has it who knows only the packages: in a folder outside the repository, from the packed tarballs. */
describe('the examples, from packed libraries', () => {
  let folder: string;
  let sink: Sink;
  let database: TestDatabase | undefined;
  let child: ChildProcess | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kanca-examples-'));
    await cp('examples', join(folder, 'examples'), {
      recursive: true,
      filter: (path) => !/\/(?:node_modules|dist)$/.test(path),
    });
    await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, workspaces: ['examples/*'] }));
    const tarballs = join(folder, 'tarballs');
    await mkdir(tarballs);
    const libraries = (await readdir('libs')).filter((name) => name !== 'testing');
    await run('npm', [
      'pack',
      '--silent',
      '--pack-destination',
      tarballs,
      ...libraries.map((name) => `--workspace=libs/${name}`),
    ]);
    const packed = (await readdir(tarballs)).map((name) => `./tarballs/${name}`);
    const quietly = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--omit=optional'];
    await run('npm', ['install', ...quietly, ...packed], { cwd: folder });
    // Each with its own strict settings; one of them checks the types of the libraries themselves, too.
    const tsc = resolve('node_modules/typescript/bin/tsc');
    const projects = (await readdir('examples')).filter((name) => !name.endsWith('.md'));
    await run(process.execPath, [tsc, '-b', ...projects.map((name) => `examples/${name}`)], { cwd: folder }).catch(
      (error: unknown) => {
        throw new Error(`The examples do not build: ${String(Reflect.get(Object(error), 'stdout'))}`);
      },
    );
    sink = await startSink();
  }, 300_000);
  afterEach(async () => {
    await stop(child);
    child = undefined;
    await database?.drop();
    database = undefined;
    sink.reset();
  });
  afterAll(async () => {
    await sink.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Starts it on an empty database. */
  async function start(example: string): Promise<Application> {
    const home = join(folder, 'examples', example);
    database = await createTestDatabase();
    const port = await freePort();
    let output = '';
    child = spawn(process.execPath, ['dist/main.js'], {
      cwd: home,
      env: {
        PATH: process.env['PATH'],
        PORT: String(port),
        DATABASE_URL: database.url,
        ENCRYPTION_KEYS: Buffer.alloc(32, 3).toString('base64'),
        GITHUB_SECRET,
        SUBSCRIBER_URL: sink.url,
        SUBSCRIBER_SECRET,
        EGRESS_ALLOW: '127.0.0.1/32',
      },
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (text: Buffer) => (output += text.toString()));
    const url = `http://127.0.0.1:${String(port)}`;
    const hasEnded = (): boolean => child?.exitCode !== null;
    const answers = (): Promise<boolean> =>
      fetch(url).then(
        () => true,
        () => false,
      );
    await eventually(async () => hasEnded() || (await answers()), { withinMs: 60_000 });
    if (hasEnded()) throw new Error(`${example} has ended: ${output}`);
    return { url, output: () => output };
  }

  async function push(url: string, body = PUSH): Promise<number> {
    const headers = {
      'content-type': 'application/json',
      'x-github-event': 'push',
      'x-github-delivery': 'd-1',
      'x-hub-signature-256': await sign(GITHUB_SECRET, PUSH),
    };
    return (await fetch(url + INCOMING, { method: 'POST', headers, body })).status;
  }

  /** The first notification that the subscriber got, verified by the reference library. */
  async function verified(secret: string): Promise<unknown> {
    await eventually(() => sink.requests.length > 0);
    const [{ body, headers } = { body: Buffer.alloc(0), headers: {} }] = sink.requests;
    const signed = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    return new Webhook(secret).verify(body.toString(), signed);
  }

  it.each(['receive-on-express', 'receive-on-node-http', 'both-on-fastify'])(
    '%s handles what GitHub signed, and refuses what was changed',
    async (example) => {
      const { url, output } = await start(example);
      expect(await push(url, PUSH.replace('acme', 'evil'))).toBe(401);
      expect(await push(url)).toBe(200);
      await eventually(() => output().includes('deploying acme/shop at c0ffee'));
      expect(output()).not.toContain('evil');
      expect(output()).not.toContain(GITHUB_SECRET);
    },
  );

  it('both-on-fastify passes a push on to the subscriber, signed anew', async () => {
    const { url } = await start('both-on-fastify');
    expect(await push(url)).toBe(200);
    expect(await verified(SUBSCRIBER_SECRET)).toMatchObject({ type: 'github.push', data: { after: 'c0ffee' } });
  });

  it('send-on-express sends what was published to whom subscribed, who can verify it', async () => {
    const { url } = await start('send-on-express');
    const { secret } = (await (await post(`${url}/subscribers`, { uri: sink.url })).json()) as {
      readonly secret: string;
    };
    const placed = await post(`${url}/orders`, { number: 'A-1', total: 12 });
    expect([placed.status, await placed.json()]).toEqual([
      202,
      expect.objectContaining({ duplicate: false, deliveries: 1 }),
    ]);
    expect(await verified(secret)).toMatchObject({ type: 'order.placed', data: { number: 'A-1', total: 12 } });
  });

  it('all declare every package that they import', async () => {
    for (const example of await readdir('examples', { withFileTypes: true })) {
      if (!example.isDirectory()) continue;
      const home = join('examples', example.name);
      const { dependencies } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as {
        readonly dependencies: object;
      };
      const files = await readdir(join(home, 'src'));
      const sources = await Promise.all(files.map((name) => readFile(join(home, 'src', name), 'utf8')));
      const imported = sources.join('\n').matchAll(/from '((?:@[\w-]+\/)?[\w-]+)/g);
      const undeclared = [...imported]
        .map(([, name = '']) => name)
        .filter((name) => name !== 'node' && !(name in dependencies));
      expect([example.name, undeclared]).toEqual([example.name, []]);
    }
  });
});

function post(url: string, body: unknown): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

async function stop(child: ChildProcess | undefined): Promise<void> {
  if (child?.exitCode !== null) return;
  const ended = new Promise((end) => child.once('exit', end));
  child.kill('SIGTERM');
  await ended;
}
