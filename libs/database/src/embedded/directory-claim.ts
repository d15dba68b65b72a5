import { chmod, open, readdir, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KancaError } from '@kanca/core';
import type { Randomness } from '@kanca/core';
import { errorCode } from '../error-code.js';

const SOCKET_NAME = /^hub-[0-9a-f]+\.sock$/;
/** A hub that is just going is waited for: restarts overlap. */
const ATTEMPTS = 6;
const NO_SOCKETS_HERE: ReadonlySet<string> = new Set(['ENOTSUP', 'EOPNOTSUPP', 'EPERM', 'EINVAL']);

/**
 * One hub's claim to a data directory. It is a Unix socket in that directory that the hub listens on, because then the kernel
 * says whether the hub lives: no process id to be reused, nothing stale after SIGKILL, and it holds between containers that
 * share a volume, whose process ids mean nothing to each other.
 *
 * Every starter listens under a name of its own *before* it looks for others, so of two starters at least one sees the other.
 * Names are never used twice, so removing a dead socket cannot hit a live one.
 */
export class DirectoryClaim {
  private constructor(
    private readonly server: Server,
    private readonly folder: FileHandle | null,
  ) {}

  /** @throws KancaError `conflict` when another hub has the directory */
  static async take(directory: string, randomness: Randomness): Promise<DirectoryClaim> {
    for (let attempt = 1; ; attempt++) {
      const claim = await DirectoryClaim.tryToTake(directory, randomness);
      if (claim !== null) return claim;
      if (attempt === ATTEMPTS)
        throw new KancaError(
          'conflict',
          `Another hub runs on the data directory ${directory}. Stop it, or give this hub a directory of its own ` +
            '(KANCA_DATA_DIR), or let both use one database (DATABASE_URL).',
        );
      // Two that met give way to each other, for different times.
      await sleep(100 + 200 * randomness.unit());
    }
  }

  /** Node removes the socket when it closes it. */
  async release(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => {
        resolve();
      });
    });
    await this.folder?.close();
  }

  private static async tryToTake(directory: string, randomness: Randomness): Promise<DirectoryClaim | null> {
    if (process.platform === 'win32') return DirectoryClaim.byName(`\\\\.\\pipe\\${await nameOf(directory)}`);
    const folder = await open(directory, 'r');
    const name = `hub-${randomness.bytes(8).toString('hex')}.sock`;
    const server = await listen(addressOf(directory, folder, name)).catch(async (error: unknown) => {
      await folder.close();
      return errorCode(error) ?? String(error);
    });
    if (typeof server !== 'string') {
      const claim = new DirectoryClaim(server, folder);
      if (await isAlone(directory, folder, name)) return claim;
      await claim.release();
      return null;
    }
    // Some shared file systems hold no sockets. A name that the kernel keeps does for the hubs of one machine or container.
    if (NO_SOCKETS_HERE.has(server) && process.platform === 'linux')
      return DirectoryClaim.byName(`\0${await nameOf(directory)}`);
    throw new KancaError(
      'unavailable',
      `The data directory ${directory} cannot be written to (${server}): set KANCA_DATA_DIR to one that can, or set DATABASE_URL.`,
    );
  }

  private static async byName(address: string): Promise<DirectoryClaim | null> {
    try {
      return new DirectoryClaim(await listen(address), null);
    } catch (error) {
      if (errorCode(error) === 'EADDRINUSE') return null;
      throw error;
    }
  }
}

async function isAlone(directory: string, folder: FileHandle, name: string): Promise<boolean> {
  // A hub of another user must be able to find this one alive.
  await chmod(join(directory, name), 0o666).catch(() => undefined);
  const others = (await readdir(directory)).filter((entry) => SOCKET_NAME.test(entry) && entry !== name);
  const alive = await Promise.all(others.map((other) => isAlive(addressOf(directory, folder, other))));
  if (alive.includes(true)) return false;
  // Left by hubs that were killed. Whose directory we may not change, there they stay.
  await Promise.all(others.map((other) => rm(join(directory, other), { force: true }).catch(() => undefined)));
  return true;
}

/** Socket paths end at 107 bytes; through an open folder they are short however deep the folder is. */
function addressOf(directory: string, folder: FileHandle, name: string): string {
  return process.platform === 'linux' ? `/proc/self/fd/${String(folder.fd)}/${name}` : join(directory, name);
}

/** The same for every path to the directory, and for no other directory of this machine. */
async function nameOf(directory: string): Promise<string> {
  const { dev, ino } = await stat(directory, { bigint: true });
  return `kanca-${String(dev)}-${String(ino)}`;
}

async function listen(address: string): Promise<Server> {
  const server = createServer((socket) => {
    socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, resolve);
  });
  return server;
}

/** Only a refusal proves that nobody listens. */
function isAlive(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error) => {
      socket.destroy();
      resolve(!['ECONNREFUSED', 'ENOENT'].includes(errorCode(error) ?? ''));
    });
  });
}
