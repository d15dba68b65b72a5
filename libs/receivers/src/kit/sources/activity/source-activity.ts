import { KancaError, Observer, toId } from '@kanca/core';
import { OperationalEvents } from '@kanca/dispatch';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { SourceEntity } from '../source.entity.js';
import { ofTenant } from '../../tenant-condition.js';
import { SourceActivityEntity } from './source-activity.entity.js';

/** When a source was last heard of. */
export interface ActivityView {
  /** To some seconds; null when it never was. */
  readonly lastEventAt: Date | null;
  readonly silentAfterSeconds: number | null;
  readonly silentSince: Date | null;
}

interface SilentRow {
  readonly source_id: string;
  readonly tenant: string;
  readonly provider: string;
  readonly name: string | null;
  readonly last_event_at: Date | null;
  readonly silent_after_seconds: number;
}

const WRITE_EVERY_MS = 5_000;
const LOOK_EVERY_MS = 30_000;
const NOTHING: ActivityView = { lastEventAt: null, silentAfterSeconds: null, silentSince: null };

/** Knows when sources were last heard of, and tells of those that fell silent. Safe to run in any number of processes at once. */
@Injectable()
export class SourceActivity {
  private readonly heard = new Set<string>();
  private readonly timers: NodeJS.Timeout[] = [];

  /** @param operational where it is told; without it nobody is */
  constructor(
    private readonly dataSource: DataSource,
    @Optional() @Inject(OperationalEvents) private readonly operational: OperationalEvents | undefined,
    private readonly observer: Observer,
  ) {}

  start(): void {
    this.every(WRITE_EVERY_MS, () => this.write());
    this.every(LOOK_EVERY_MS, () => this.look());
  }

  async stop(): Promise<void> {
    for (const timer of this.timers.splice(0)) clearInterval(timer);
    await this.survive(() => this.write());
  }

  /** An event of the source was stored. It costs nothing: the sources that had events are written every few seconds. */
  noteEvent(sourceId: string): void {
    this.heard.add(sourceId);
  }

  /**
   * Tells when nothing has come from it for so long; null ends that.
   * @param id UUID
   * @throws KancaError `not_found`
   */
  async watch(tenant: string, id: string, silentAfterSeconds: number | null): Promise<void> {
    const source = await this.dataSource.getRepository(SourceEntity).findOneBy({ ...ofTenant(tenant), id });
    if (source === null) throw new KancaError('not_found', `No source has the id ${toId('src', id)}.`);
    await this.dataSource.query(
      `INSERT INTO kanca.source_activity AS a (source_id, tenant, silent_after_seconds) VALUES ($1, $2, $3)
       ON CONFLICT (source_id) DO UPDATE
       SET silent_after_seconds = excluded.silent_after_seconds, silent_since = NULL, watched_since = now()`,
      [id, source.tenant, silentAfterSeconds],
    );
  }

  /** @param ids UUIDs */
  async viewsOf(ids: readonly string[]): Promise<(id: string) => ActivityView> {
    const rows = await this.dataSource.getRepository(SourceActivityEntity).findBy({ sourceId: In(ids) });
    const byId = new Map(
      rows.map(({ sourceId, lastEventAt, silentAfterSeconds, silentSince }) => [
        sourceId,
        { lastEventAt, silentAfterSeconds, silentSince },
      ]),
    );
    return (id) => byId.get(id) ?? NOTHING;
  }

  /** Writes down what was heard of since the last time. */
  async write(): Promise<void> {
    if (this.heard.size === 0) return;
    const ids = [...this.heard];
    this.heard.clear();
    await this.dataSource.query(
      `INSERT INTO kanca.source_activity (source_id, tenant, last_event_at)
       SELECT id, tenant, now() FROM kanca.sources WHERE id = ANY ($1::uuid[]) ORDER BY id
       ON CONFLICT (source_id) DO UPDATE SET last_event_at = now(), silent_since = NULL`,
      [ids],
    );
  }

  /** Tells of each source once when it has fallen silent. */
  async look(): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const [silent] = await manager.query<[SilentRow[], number]>(
        `UPDATE kanca.source_activity a SET silent_since = now()
         FROM kanca.sources s
         WHERE s.id = a.source_id AND a.silent_since IS NULL
           AND greatest(a.last_event_at, a.watched_since) < now() - a.silent_after_seconds * interval '1 second'
         RETURNING a.source_id, a.tenant, s.provider, s.name, a.last_event_at, a.silent_after_seconds`,
      );
      for (const row of silent) {
        const subject = toId('src', row.source_id);
        await this.operational?.tell(manager, {
          type: 'kanca.source.silent',
          tenant: row.tenant,
          subject,
          data: {
            sourceId: subject,
            provider: row.provider,
            name: row.name,
            lastEventAt: row.last_event_at,
            silentAfterSeconds: row.silent_after_seconds,
          },
        });
      }
    });
  }

  private every(ms: number, task: () => Promise<void>): void {
    this.timers.push(setInterval(() => void this.survive(task), ms).unref());
  }

  private async survive(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      this.observer.faulted('watching sources', error);
    }
  }
}
