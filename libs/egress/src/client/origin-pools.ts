import type { Destination } from '../destination/destination.js';
import { GuardedConnector, type ConnectorOptions } from './guarded-connector.js';
import { OriginPool } from './origin-pool.js';

export interface OriginPoolsOptions {
  readonly connector: ConnectorOptions;
  readonly maxConnectionsPerOrigin: number;
  readonly maxOrigins: number;
  readonly maxPoolAgeMs: number;
}

/** The pools of all origins that were called of late. The one called longest ago makes room for a new one. */
export class OriginPools {
  // A Map keeps the order of insertion: what is called is put last again.
  private readonly current = new Map<string, OriginPool>();
  private readonly draining = new Set<OriginPool>();

  constructor(private readonly options: OriginPoolsOptions) {}

  get size(): number {
    return this.current.size;
  }

  find(origin: string): OriginPool | undefined {
    const pool = this.current.get(origin);
    if (pool === undefined) return undefined;
    this.current.delete(origin);
    this.current.set(origin, pool);
    return pool;
  }

  open(destination: Destination): OriginPool {
    const { connector, maxConnectionsPerOrigin, maxOrigins, maxPoolAgeMs } = this.options;
    const [eldest] = this.current.values();
    if (this.current.size >= maxOrigins) eldest?.retire();
    const pool = new OriginPool(destination, new GuardedConnector(destination, connector), {
      maxConnections: maxConnectionsPerOrigin,
      maxAgeMs: maxPoolAgeMs,
      onRetired: (retired) => {
        this.current.delete(destination.origin);
        this.drain(retired);
      },
    });
    this.current.set(destination.origin, pool);
    return pool;
  }

  /** Retires all pools; settles when every call under way has ended. */
  async close(): Promise<void> {
    for (const pool of this.current.values()) pool.retire();
    await Promise.all([...this.draining].map((pool) => pool.drained));
  }

  private drain(pool: OriginPool): void {
    this.draining.add(pool);
    void pool.drained.then(() => this.draining.delete(pool));
  }
}
