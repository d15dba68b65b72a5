import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

/** A script of the bench as a process of its own; resolves with its first message. */
export async function forkScript(script, env = {}) {
  const child = fork(new URL(`../${script}`, import.meta.url), {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [first] = await once(child, 'message');
  return { child, first, stop: () => end(child) };
}

/** What `npm start` gives to node. */
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
const START_ARGUMENTS = scripts.start.replace('exec node ', '').split(' ');

/** A hub as people run it. */
export async function startHub(env) {
  const port = await freePort();
  const child = spawn(process.execPath, START_ARGUMENTS, {
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      HOST: '127.0.0.1',
      KANCA_ADMIN_KEY: 'bench-admin-key-0123456789',
      KANCA_ENCRYPTION_KEYS: Buffer.alloc(32, 1).toString('base64'),
      KANCA_EGRESS_ALLOW: '127.0.0.1/32',
      LOG_LEVEL: 'error',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    if (tries > 600 || child.exitCode !== null) throw new Error('The hub did not start.');
    const ready = await fetch(`${url}/health/ready`).catch(() => null);
    if (ready?.ok) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { url, child, stop: () => end(child) };
}

export async function call(url, method, path, body) {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      authorization: 'Bearer bench-admin-key-0123456789',
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    body: body ? JSON.stringify(body) : undefined,
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.status === 204 ? null : response.json();
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
