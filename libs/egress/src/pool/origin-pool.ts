import { Pool, type Dispatcher } from 'undici';
import type { Destination } from '../destination/destination.js';
import type { GuardedConnector } from '../connection/guarded-connector.js';
import { PinnedClient, type CarriedOptions } from '../connection/pinned-client.js';

export interface OriginPoolOptions {
  readonly maxConnections: number;
  /** After this the pool is retired, so that every name is resolved and judged again. */
  readonly maxAgeMs: number;
  readonly onRetired: (pool: OriginPool) => void;
}

/**
 * The connections to one origin. It counts the calls it carries: undici's own close() waits for connections that it has
 * already given up on.
 */
export class OriginPool {
  private readonly pool: Pool;
  private readonly ageTimer: NodeJS.Timeout;
  private underWay = 0;
  private isRetired = false;
  private onDrained: () => void = () => undefined;
  /** Settles when the pool was retired and its last call has ended. */
  readonly drained = new Promise<void>((resolve) => {
    this.onDrained = resolve;
  });

  constructor(
    readonly destination: Destination,
    private readonly connector: GuardedConnector,
    private readonly options: OriginPoolOptions,
  ) {
    this.pool = new Pool(destination.origin, {
      connections: options.maxConnections,
      factory: (origin) => new PinnedClient(origin, (signal) => connector.open(signal)),
    });
    this.ageTimer = setTimeout(() => {
      this.retire();
    }, options.maxAgeMs).unref();
  }

  /** Sends a call. `release` must follow once, when it is settled. */
  dispatch(options: CarriedOptions, handler: Dispatcher.DispatchHandler): void {
    this.underWay += 1;
    this.pool.dispatch(options, handler);
  }

  /** Sends a call that failed on a used connection once more. It is still the same call: one `release` for both. */
  dispatchAgain(options: CarriedOptions, handler: Dispatcher.DispatchHandler): void {
    this.pool.dispatch(options, handler);
  }

  release(): void {
    this.underWay -= 1;
    if (this.isRetired && this.underWay === 0) this.end();
  }

  /** Takes no more calls; ends when those under way have. */
  retire(): void {
    if (this.isRetired) return;
    this.isRetired = true;
    clearTimeout(this.ageTimer);
    this.options.onRetired(this);
    if (this.underWay === 0) this.end();
  }

  private end(): void {
    const destroyed = this.pool.destroy();
    this.connector.close();
    void destroyed.then(this.onDrained, this.onDrained);
  }
}
