import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { eventually } from '@kanca/testing';
import { serverProcesses, signalAll } from './server-processes.js';

/** A program that listens where a server was. */
export interface PortThief {
  readonly port: number;
  giveBack(): Promise<void>;
}

/** Kills the embedded server of a data directory and listens on its port before it is started again. */
export async function takePort(dataDir: string): Promise<PortThief> {
  const file = readFileSync(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8');
  const port = Number(file.split('\n')[3]);
  const thief = createServer((socket) => socket.destroy());
  const isOurs = (): Promise<boolean> =>
    new Promise((resolve) => {
      const refused = (): void => {
        resolve(false);
      };
      thief.once('error', refused).listen(port, '127.0.0.1', () => {
        thief.off('error', refused);
        resolve(true);
      });
    });
  // The server may be started again first: then it is killed again.
  await eventually(
    async () => {
      signalAll(serverProcesses(dataDir), 'SIGKILL');
      return isOurs();
    },
    { everyMs: 5 },
  );
  return {
    port,
    giveBack: () =>
      new Promise((resolve) => {
        thief.close(() => {
          resolve();
        });
      }),
  };
}
