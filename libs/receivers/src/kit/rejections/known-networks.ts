import { Clock, Observer } from '@kanca/core';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { networkOf } from './network-of.js';
import { writeKnownNetworks } from './write-known-networks.js';
import type { Source } from '../sources/source.js';

type Owner = Pick<Source, 'tenant' | 'provider'>;

interface Remembered {
  /** Networks, and when each was last written down. */
  readonly networks: Map<string, number>;
  /** When they were last read. */
  readAt: number;
}

const WRITE_EVERY_MS = 5_000;
const READ_EVERY_MS = 60_000;
const DAY_MS = 86_400_000;
/** Of one provider and tenant: large providers send from some hundred addresses. */
const MAX_NETWORKS = 1_000;

/**
 * The networks from which a tenant got verified requests of a provider. A stranger who does not know a secret cannot get in here, so a flood from
 * other networks cannot push out the refusals of these. Safe to run in any number of processes at once.
 */
@Injectable()
export class KnownNetworks {
  private readonly byOwner = new Map<string, Remembered>();
  private unwritten = new Map<string, Owner & { readonly network: string }>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly observer: Observer,
  ) {}

  start(): void {
    this.timer ??= setInterval(() => void this.write(), WRITE_EVERY_MS).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await this.write();
  }

  /** A verified request of this provider came from the address. Costs next to nothing: new networks are written every few seconds. */
  acceptedFrom({ tenant, provider }: Owner, address: string): void {
    const network = networkOf(address);
    const { networks } = this.of({ tenant, provider });
    const now = this.clock.now();
    if (now - (networks.get(network) ?? -Infinity) < DAY_MS) return;
    remember(networks, network, now);
    this.unwritten.set(`${tenant}/${provider}/${network}`, { tenant, provider, network });
  }

  /**
   * Whether a verified request came from there. Never waits: the first question about a provider may be answered with no while its networks are
   * being read.
   */
  has(owner: Owner, network: string): boolean {
    const remembered = this.of(owner);
    const now = this.clock.now();
    if (now - remembered.readAt >= READ_EVERY_MS) {
      remembered.readAt = now;
      void this.read(owner, remembered);
    }
    return remembered.networks.has(network);
  }

  /** Writes down the networks that are new since the last time. */
  async write(): Promise<void> {
    if (this.unwritten.size === 0) return;
    const networks = [...this.unwritten.values()];
    this.unwritten = new Map();
    try {
      await writeKnownNetworks(this.dataSource, networks, MAX_NETWORKS);
    } catch (error) {
      this.observer.faulted('noting the networks of verified requests', error);
    }
  }

  /** Forgets the networks that no verified request came from since then. */
  async forget(before: Date): Promise<void> {
    await this.dataSource.query('DELETE FROM kanca.known_networks WHERE accepted_at < $1', [before]);
  }

  private async read({ tenant, provider }: Owner, { networks }: Remembered): Promise<void> {
    try {
      const rows = await this.dataSource.query<{ readonly network: string; readonly accepted_at: Date }[]>(
        'SELECT network, accepted_at FROM kanca.known_networks WHERE tenant = $1 AND provider = $2',
        [tenant, provider],
      );
      for (const { network, accepted_at } of rows)
        if (!networks.has(network)) remember(networks, network, accepted_at.getTime());
    } catch (error) {
      this.observer.faulted('reading the networks of verified requests', error);
    }
  }

  private of({ tenant, provider }: Owner): Remembered {
    const key = `${tenant}/${provider}`;
    const known = this.byOwner.get(key) ?? { networks: new Map<string, number>(), readAt: -Infinity };
    this.byOwner.set(key, known);
    return known;
  }
}

/** The one that was remembered longest ago makes room. */
function remember(networks: Map<string, number>, network: string, at: number): void {
  networks.delete(network);
  const [oldest] = networks.keys();
  if (networks.size >= MAX_NETWORKS && oldest !== undefined) networks.delete(oldest);
  networks.set(network, at);
}
