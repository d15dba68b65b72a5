import type { ClientTls } from '../request/client-tls.js';
import type { Destination } from '../destination/destination.js';
import { GuardedConnector, type ConnectorOptions } from '../connection/guarded-connector.js';
import { OriginPool } from './origin-pool.js';

export interface OriginPoolsOptions {
  readonly connector: ConnectorOptions;
  readonly maxConnectionsPerOrigin: number;
  readonly maxOrigins: number;
  readonly maxPoolAgeMs: number;
}

/** Calls share connections when they go to one origin with the same TLS material. */
export function poolKey(origin: string, tls: ClientTls | undefined): string {
  return tls === undefined ? origin : `${origin} ${tls.id}`;
}

/** The pools of all origins that were called of late. The one called longest ago makes room for a new one. */
export class OriginPools {
  // A Map keeps the order of insertion: an origin that is called is put last again.
  private readonly current = new Map<string, OriginPool>();
  private readonly draining = new Set<OriginPool>();

  constructor(private readonly options: OriginPoolsOptions) {}

  get size(): number {
    return this.current.size;
  }

  /** @param key see `poolKey` */
  find(key: string): OriginPool | undefined {
    const pool = this.current.get(key);
    if (pool === undefined) return undefined;
    this.current.delete(key);
    this.current.set(key, pool);
    return pool;
  }

  open(destination: Destination, tls: ClientTls | undefined): OriginPool {
    const { connector, maxConnectionsPerOrigin, maxOrigins, maxPoolAgeMs } = this.options;
    const [eldest] = this.current.values();
    if (this.current.size >= maxOrigins) eldest?.retire();
    const own = tls === undefined ? connector : { ...connector, secureContext: tls.context };
    const key = poolKey(destination.origin, tls);
    const pool = new OriginPool(destination, new GuardedConnector(destination, own), {
      maxConnections: maxConnectionsPerOrigin,
      maxAgeMs: maxPoolAgeMs,
      onRetired: (retired) => {
        this.current.delete(key);
        this.drain(retired);
      },
    });
    this.current.set(key, pool);
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
