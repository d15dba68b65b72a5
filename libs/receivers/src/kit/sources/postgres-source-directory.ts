import { Observer } from '@kanca/core';
import { SqlPool } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SOURCES_CHANNEL } from './announce-sources.js';
import { loadSources } from './load-sources.js';
import { SealedSecrets } from './sealed-secrets.js';
import { SourceDirectory } from './source-directory.js';
import { SourceMap } from './source-map.js';
import { isSealed } from './source-options.js';
import { uriOf } from './source.js';
import type { SourceRow } from './load-sources.js';
import type { Source } from './source.js';

const POLL_MS = 10_000;

interface Known {
  readonly version: string;
  readonly source: Source;
}

/** The table of sources, held in memory: read at start, again whenever it changed, and every 10 s in case word of that was lost. */
@Injectable()
export class PostgresSourceDirectory extends SourceDirectory {
  private sources = new SourceMap([]);
  private known: ReadonlyMap<string, Known> = new Map();
  private running: Promise<void> = Promise.resolve();
  private waiting: Promise<void> | null = null;
  private unsubscribe: (() => Promise<void>) | null = null;
  private poll: NodeJS.Timeout | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly secrets: SealedSecrets,
    private readonly pool: SqlPool,
    private readonly observer: Observer,
  ) {
    super();
  }

  find(provider: string, name: string | undefined): Source | undefined {
    return this.sources.find(provider, name);
  }

  others(source: Source): readonly Source[] {
    return this.sources.others(source);
  }

  /** Resolves once every source can be found. */
  async start(): Promise<void> {
    if (this.unsubscribe !== null) return;
    const refresh = (): void => {
      this.refreshQuietly();
    };
    this.unsubscribe = this.pool.listen(SOURCES_CHANNEL, refresh, refresh);
    this.poll = setInterval(() => {
      this.refreshQuietly();
    }, POLL_MS).unref();
    await this.refresh();
  }

  stop(): void {
    clearInterval(this.poll);
    void this.unsubscribe?.();
    this.unsubscribe = null;
  }

  /** Reads the table anew. Callers that come while one reading runs share the next: the running one may be too old for them. */
  refresh(): Promise<void> {
    if (this.waiting === null) {
      this.waiting = this.running.then(() => {
        this.waiting = null;
        return this.load();
      });
      this.running = this.waiting.catch(() => undefined);
    }
    return this.waiting;
  }

  private refreshQuietly(): void {
    this.refresh().catch((error: unknown) => {
      // A hub that stops, or whose start has failed, has closed the database: that would hide the reason.
      if (this.unsubscribe === null) return;
      this.observer.faulted('reading the sources: the ones known before stay in force', error);
    });
  }

  private async load(): Promise<void> {
    const rows = await loadSources(this.dataSource);
    this.known = new Map(rows.map((row) => [row.id, this.knownOf(row)]));
    this.sources = new SourceMap([...this.known.values()].map(({ source }) => source));
  }

  private knownOf(row: SourceRow): Known {
    const known = this.known.get(row.id);
    return known?.version === row.version ? known : { version: row.version, source: this.open(row) };
  }

  private open(row: SourceRow): Source {
    const secrets = row.secrets.flatMap((secret) => {
      try {
        return [this.secrets.open(row, secret)];
      } catch (error) {
        this.observer.faulted(`opening secret ${secret.sid} of source ${uriOf(row.provider, row.name)}`, error);
        return [];
      }
    });
    const { id, tenant, provider, name, origin, awaitsSecretUntil } = row;
    const uri = uriOf(provider, name);
    const settings = {
      secrets,
      options: this.openOptions(row),
      missingKeys: this.secrets.missingKeys(row, row.secrets),
    };
    return { id, tenant, provider, name, uri, ...settings, origin, awaitsSecretUntil };
  }

  private openOptions(row: SourceRow): Source['options'] {
    try {
      return this.secrets.openOptions(row, row.options);
    } catch (error) {
      this.observer.faulted(`opening the options of source ${uriOf(row.provider, row.name)}`, error);
      // What needs one of them finds none, and refuses.
      return Object.fromEntries(Object.entries(row.options).filter(([, value]) => !isSealed(value)));
    }
  }
}
