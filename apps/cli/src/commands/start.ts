import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';

/** As `npm start` has it: each call in flight is young when it is collected, and with more room for the young that happens half as often. */
const NODE_FLAGS = ['--max-semi-space-size=32'];

/** `kanca start`: the hub, in the foreground. Signals go on to it, and its exit code comes back. */
export function startCommand(): Command {
  return new Command('start')
    .description('Start the hub in this terminal. It is configured by the environment and kanca.yaml.')
    .action(async () => {
      const main = fileURLToPath(import.meta.resolve('@kanca/hub/main'));
      const hub = spawn(process.execPath, [...NODE_FLAGS, main], { stdio: 'inherit' });
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => hub.kill(signal));
      process.exitCode = await new Promise<number>((resolve) => {
        hub.on('exit', (code) => {
          resolve(code ?? 1);
        });
      });
    });
}
