import { setTimeout as sleep } from 'node:timers/promises';
import type { Observer } from '@kanca/core';
import type { Query } from './statements/statement.js';
import { escapeIdentifier } from 'pg';
import { SurvivingClient } from './surviving-client.js';

export interface SqlListenerOptions {
  readonly url: string;
  readonly observer: Observer;
  readonly channel: string;
  /** Run on each new connection before anything is heard: a lock that it takes is held as long as the connection stands. */
  readonly session?: Query | undefined;
  /** Called for each notification. */
  readonly onMessage: (payload: string) => void;
  /** Called each time the connection stands, the first time included. */
  readonly onReconnect: () => void;
  /** Called when the connection is gone. */
  readonly onLost?: (() => void) | undefined;
}

const CONNECT_TIMEOUT_MS = 5_000;
const FIRST_RETRY_MS = 100;
const SLOWEST_RETRY_MS = 2_000;
/** A connection can be dead without either end hearing of it. */
const HEARTBEAT_MS = 15_000;

/** One LISTEN that outlives its connections. */
export class SqlListener {
  private readonly stopped = new AbortController();
  private readonly listening: Promise<void>;

  constructor(private readonly options: SqlListenerOptions) {
    this.listening = this.listen();
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    await this.listening;
  }

  private async listen(): Promise<void> {
    const { observer, channel } = this.options;
    let retryMs = FIRST_RETRY_MS;
    while (!this.isStopped()) {
      try {
        await this.listenOnce(() => {
          retryMs = FIRST_RETRY_MS;
        });
      } catch (error) {
        if (!this.isStopped()) observer.faulted(`listening to ${channel}`, error);
      }
      await sleep(retryMs, undefined, { signal: this.stopped.signal }).catch(() => undefined);
      retryMs = Math.min(retryMs * 2, SLOWEST_RETRY_MS);
    }
  }

  /** Resolves when it was stopped; rejects when the connection broke. */
  private async listenOnce(onConnected: () => void): Promise<void> {
    const { url, channel, session, onMessage, onReconnect, onLost } = this.options;
    const client = new SurvivingClient({
      connectionString: url,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: CONNECT_TIMEOUT_MS,
      keepAlive: true,
    });
    const broken = new AbortController();
    client.on('error', (error) => {
      broken.abort(error);
    });
    client.on('end', () => {
      broken.abort(new Error('The connection was closed'));
    });
    client.on('notification', ({ payload }) => {
      this.tell(() => {
        onMessage(payload ?? '');
      });
    });
    try {
      await client.connect();
      if (session !== undefined) await client.query({ ...session, values: [...session.values] });
      await client.query(`LISTEN ${escapeIdentifier(channel)}`);
      onConnected();
      this.tell(onReconnect);
      const over = AbortSignal.any([this.stopped.signal, broken.signal]);
      for (;;) {
        await sleep(HEARTBEAT_MS, undefined, { signal: over }).catch(() => undefined);
        if (over.aborted) break;
        await client.query('SELECT 1');
      }
      if (!this.isStopped()) throw broken.signal.reason;
    } finally {
      if (onLost !== undefined) this.tell(onLost);
      await client.end().catch(() => undefined);
    }
  }

  /** A listener that throws must not take the connection, let alone the process, with it. */
  private tell(callback: () => void): void {
    try {
      callback();
    } catch (error) {
      this.options.observer.faulted(`a listener of ${this.options.channel}`, error);
    }
  }

  private isStopped(): boolean {
    return this.stopped.signal.aborted;
  }
}
