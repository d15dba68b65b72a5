import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync } from 'node:fs';
import { KancaError } from '@kanca/core';
import type { Observer } from '@kanca/core';
import { clusterArgument } from './cluster.js';
import { readPostmasterFile } from './postmaster-file.js';
import type { ServerHome } from './server-home.js';
import { serverProcess } from './server-process.js';
import { settingsArguments } from './server-settings.js';
import { shutDown } from './shut-down.js';
import { waitFor } from '../wait-for.js';

/** Replaying the log after a crash may take a while on a slow disk. */
const READY_TIMEOUT_MS = 300_000;

export interface PostmasterOptions {
  readonly port: number;
  readonly observer: Observer;
  /** Ends the wait for a server that takes long to recover. */
  readonly signal?: AbortSignal;
}

/** A server process that this hub has started. */
export class Postmaster {
  /** Resolves when the process has ended, with the way it went. Never rejects. */
  readonly ended: Promise<string>;
  private isRunning = true;
  private readonly takeAlong = (): void => {
    this.child.kill('SIGINT');
  };

  private constructor(
    private readonly child: ChildProcess,
    private readonly pid: number,
    private readonly home: ServerHome,
  ) {
    this.ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        this.isRunning = false;
        process.off('exit', this.takeAlong);
        resolve(signal ?? `exit code ${String(code)}`);
      });
    });
    // A hub that ends without stopping the server takes it along.
    process.once('exit', this.takeAlong);
  }

  /**
   * Starts the server and waits until it takes connections.
   * @throws KancaError `unavailable` with the end of the server's log
   */
  static async start(home: ServerHome, { port, observer, signal }: PostmasterOptions): Promise<Postmaster> {
    const postmaster = await Postmaster.spawn(home, port);
    const mayStopWaiting = (): boolean | Promise<boolean> =>
      !postmaster.isRunning || signal?.aborted === true || postmaster.isReady();
    const isReady = await waitFor(mayStopWaiting, { timeoutMs: READY_TIMEOUT_MS, everyMs: 10 });
    if (isReady && postmaster.isRunning && signal?.aborted !== true) return postmaster;

    const reason = postmaster.isRunning ? 'it was not ready in time' : await postmaster.ended;
    const said = home.log.tail();
    await postmaster.stop(observer);
    throw new KancaError(
      'unavailable',
      `The embedded PostgreSQL did not start (${reason}). The end of ${home.log.path}:\n${said}\n` +
        'Mend that, or set DATABASE_URL to a PostgreSQL server.',
    );
  }

  /** Stops the server, if it runs. */
  async stop(observer: Observer): Promise<void> {
    if (!this.isRunning) return;
    const { pid, home } = this;
    await shutDown({ pid, hasEnded: () => !this.isRunning, binaries: home.binaries, observer });
  }

  private async isReady(): Promise<boolean> {
    const file = await readPostmasterFile(this.home.cluster);
    return file?.pid === this.pid && file.isReady;
  }

  private static async spawn(home: ServerHome, port: number): Promise<Postmaster> {
    const { account, binaries, cluster } = home;
    const log = home.log.open();
    const settings = settingsArguments(port, home.isThrowaway);
    try {
      const child = spawn(binaries.postgres, ['-D', clusterArgument(cluster, account), ...settings], {
        ...serverProcess(account, cluster),
        stdio: ['ignore', log, log],
        // A process group of its own: Ctrl-C in the terminal is for the hub, which stops the server when it is done with it.
        detached: true,
        windowsHide: true,
      });
      await new Promise<void>((resolve, reject) => {
        child.once('spawn', resolve);
        child.once('error', reject);
      });
      if (child.pid === undefined) throw new Error('it has no process id');
      return new Postmaster(child, child.pid, home);
    } catch (error) {
      throw new KancaError('unavailable', `${binaries.postgres} cannot be run: ${String(error)}`, { cause: error });
    } finally {
      closeSync(log);
    }
  }
}
