import { setTimeout as sleep } from 'node:timers/promises';
import { SystemRandomness } from '@kanca/core';
import type { Observer, Randomness } from '@kanca/core';
import { ensureDatabase } from '../create-database.js';
import { isFileError, makeDirectory, unusableDirectory } from '../data-directory.js';
import { DirectoryClaim } from './directory-claim.js';
import { freePort } from './free-port.js';
import { stopLeftoverServer } from './leftover-server.js';
import { Postmaster } from './postmaster.js';
import { openServerHome } from './server-home.js';
import type { ServerHome } from './server-home.js';
import { administrationUrl, DATABASE_NAME, serverUrl } from './server-url.js';

/** Where the embedded PostgreSQL keeps its data. `isThrowaway`: faster, and lost when the machine stops. */
export interface EmbeddedPostgresOptions {
  /** Made when it is not there. Holds the database, its log and its password. */
  readonly dataDir: string;
  readonly observer: Observer;
  readonly randomness?: Randomness;
  /**
   * For tests only: commits do not wait for the disk, so a crash of the machine can destroy the database. Default false.
   * A server that is killed loses the last second at most.
   */
  readonly isThrowaway?: boolean;
}

const FIRST_RESTART_MS = 100;
const SLOWEST_RESTART_MS = 5_000;
const LOG_CHECK_MS = 600_000;
/** What goes by itself: another program took the port, or the processes of a server that was killed are still going. */
const PASSING_TROUBLE = /could not bind|shared memory block/;
const PORT_TAKEN = 'could not bind';
const START_ATTEMPTS = 5;

/**
 * A real PostgreSQL server that lives and dies with the hub, for machines that have none.
 * @example
 * const postgres = await EmbeddedPostgres.start({ dataDir: './data', observer });
 * const pool = new SqlPool({ url: postgres.url, observer });
 * await postgres.stop();
 */
export class EmbeddedPostgres {
  /** Where the hub's database is. Stays the same when the server restarts. Holds the password. */
  readonly url: string;
  /** Why the server does not run now, in words for everybody; null when it runs. */
  trouble: string | null = null;
  private stopping: Promise<void> | null = null;
  private readonly givingUp = new AbortController();
  private readonly watching: Promise<void>;
  private readonly logCheck: NodeJS.Timeout;

  private constructor(
    private readonly home: ServerHome,
    private readonly port: number,
    private readonly claim: DirectoryClaim,
    private readonly observer: Observer,
    private postmaster: Postmaster,
  ) {
    this.url = serverUrl(home, port);
    this.watching = this.watch();
    this.logCheck = setInterval(() => {
      this.checkLog();
    }, LOG_CHECK_MS).unref();
  }

  /**
   * Starts the server of a data directory; the first time it makes the database. Resolves when connections are taken.
   * @throws KancaError `conflict` when another hub has the directory, `unavailable` when PostgreSQL cannot run: the message says why
   */
  static async start(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    const { dataDir, observer, randomness = new SystemRandomness(), isThrowaway = false } = options;
    const startedAt = performance.now();
    await makeDirectory(dataDir).catch((error: unknown) => {
      throw unusableDirectory(dataDir, error);
    });
    const claim = await DirectoryClaim.take(dataDir, randomness);
    try {
      const home = await openServerHome(dataDir, randomness, isThrowaway);
      const wasLeft = await stopLeftoverServer(home, observer);
      const { postmaster, port } = await startSomewhere(home, observer);
      await ensureDatabase(administrationUrl(home, port), DATABASE_NAME).catch(async (error: unknown) => {
        await postmaster.stop(observer);
        throw error;
      });
      observer.noted('The embedded PostgreSQL is ready', {
        version: home.binaries.version,
        port,
        isNew: home.isNew,
        ...(wasLeft ? { recovered: 'a server that a killed hub had left running was stopped first' } : {}),
        durationMs: Math.round(performance.now() - startedAt),
      });
      return new EmbeddedPostgres(home, port, claim, observer, postmaster);
    } catch (error) {
      await claim.release();
      throw isFileError(error) ? unusableDirectory(dataDir, error) : error;
    }
  }

  /**
   * Stops the server in order: connections are cut, commits are kept. May be called twice.
   * @throws KancaError `unavailable` when it cannot be stopped
   */
  stop(): Promise<void> {
    this.stopping ??= this.shutDown();
    return this.stopping;
  }

  private async shutDown(): Promise<void> {
    this.givingUp.abort();
    clearInterval(this.logCheck);
    try {
      await this.postmaster.stop(this.observer);
      // A restart that was under way when we were told to stop ends in a server, too.
      await this.watching;
      await this.postmaster.stop(this.observer);
    } finally {
      await this.claim.release();
    }
  }

  /** Starts the server again whenever it ends without having been told to. */
  private async watch(): Promise<void> {
    for (;;) {
      const how = await this.postmaster.ended;
      if (this.isStopping()) return;
      this.observer.faulted('the embedded PostgreSQL', new Error(`It ended by itself (${how}); starting it again`));
      let waitMs = FIRST_RESTART_MS;
      do {
        await sleep(waitMs, undefined, { signal: this.givingUp.signal }).catch(() => undefined);
        waitMs = Math.min(waitMs * 2, SLOWEST_RESTART_MS);
      } while (!this.isStopping() && !(await this.restarted()));
      if (this.isStopping()) return;
    }
  }

  private isStopping(): boolean {
    return this.givingUp.signal.aborted;
  }

  private async restarted(): Promise<boolean> {
    const { port, observer } = this;
    try {
      this.postmaster = await Postmaster.start(this.home, { port, observer, signal: this.givingUp.signal });
      this.trouble = null;
      observer.noted('The embedded PostgreSQL is ready again', { port });
      return true;
    } catch (error) {
      this.trouble = String(error).includes(PORT_TAKEN)
        ? `The embedded PostgreSQL cannot start again: another program has taken its port ${String(port)} of 127.0.0.1. Stop that program, or start the hub again, which takes another port.`
        : 'The embedded PostgreSQL cannot start again: the log says why.';
      observer.faulted('restarting the embedded PostgreSQL', error);
      return false;
    }
  }

  private checkLog(): void {
    try {
      this.home.log.trim();
    } catch (error) {
      this.observer.faulted('trimming the log of the embedded PostgreSQL', error);
    }
  }
}

async function startSomewhere(
  home: ServerHome,
  observer: Observer,
): Promise<{ readonly postmaster: Postmaster; readonly port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(home.randomness);
    try {
      return { postmaster: await Postmaster.start(home, { port, observer }), port };
    } catch (error) {
      if (attempt === START_ATTEMPTS || !PASSING_TROUBLE.test(String(error))) throw error;
      await sleep(FIRST_RESTART_MS * attempt);
    }
  }
}
