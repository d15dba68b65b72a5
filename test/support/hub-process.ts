import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { eventually } from '@kanca/testing';
import { programArguments } from './built-program.js';
import { ADMIN_KEY } from './test-hub.js';

export interface HubProcess {
  readonly url: string;
  readonly process: ChildProcess;
  /** What it has written so far. */
  output(): string;
  /** SIGKILL: no chance to tidy up. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

/**
 * The built hub as a process of its own, as people run it. Resolves when it is ready.
 * @param nodeArguments what Node is told to run
 */
export async function startHubProcess(
  env: Readonly<Record<string, string>>,
  nodeArguments: readonly string[] = programArguments('hub'),
): Promise<HubProcess> {
  const port = env['PORT'] ?? String(await freePort());
  const child = spawn(process.execPath, nodeArguments, {
    env: {
      PATH: process.env['PATH'],
      HOST: '127.0.0.1',
      PORT: port,
      KANCA_ADMIN_KEY: ADMIN_KEY,
      KANCA_EGRESS_ALLOW: '127.0.0.1/32',
      LOG_LEVEL: 'warn',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const url = `http://127.0.0.1:${port}`;
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  await eventually(async () => hasEnded() || (await fetch(`${url}/health/ready`)).ok, { withinMs: 120_000 });
  if (hasEnded()) throw new Error(`The hub ended with ${String(child.exitCode)}:\n${output}`);
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (hasEnded()) return child.exitCode;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
    return child.exitCode;
  };
  return {
    url,
    process: child,
    output: () => output,
    kill: async () => {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
