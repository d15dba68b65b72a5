import { Clock, Observer } from '@kanca/core';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** A secret is written down as used at most this often by one process. */
const WRITTEN_EVERY_MS = 60_000;
const FLUSH_AFTER_MS = 2_000;
/** Forgetting one costs a write too many, and nothing else. */
const MAX_REMEMBERED = 20_000;

export interface SecretOwner {
  readonly tenant: string;
  /** UUID of the subscription. */
  readonly id: string;
}

interface Use extends SecretOwner {
  readonly sid: string;
  readonly at: number;
}

/** When each secret last signed something. Whoever signs only leaves a note here; a timer writes. */
@Injectable()
export class SecretUses implements BeforeApplicationShutdown {
  private readonly written = new Map<string, number>();
  private pending: Use[] = [];
  private timer: NodeJS.Timeout | undefined;
  private isClosing = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly observer: Observer,
  ) {}

  note(owner: SecretOwner, sid: string): void {
    const at = this.clock.now();
    if (this.isClosing || at - (this.written.get(sid) ?? Number.NEGATIVE_INFINITY) < WRITTEN_EVERY_MS) return;
    if (this.written.size >= MAX_REMEMBERED) this.written.clear();
    this.written.set(sid, at);
    this.pending.push({ tenant: owner.tenant, id: owner.id, sid, at });
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_AFTER_MS).unref();
  }

  /** By id of the secret. */
  async of({ tenant, id }: SecretOwner): Promise<ReadonlyMap<string, Date>> {
    const rows = await this.dataSource.query<readonly { sid: string; last_used_at: Date }[]>(
      'SELECT sid, last_used_at FROM kanca.subscription_secret_uses WHERE tenant = $1 AND subscription_id = $2',
      [tenant, id],
    );
    return new Map(rows.map(({ sid, last_used_at: at }) => [sid, at]));
  }

  /** As long as there is a database: later uses are not written down. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isClosing = true;
    clearTimeout(this.timer);
    await this.flush();
  }

  private async flush(): Promise<void> {
    this.timer = undefined;
    const uses = this.pending;
    this.pending = [];
    if (uses.length === 0) return;
    try {
      // The join leaves out subscriptions that are gone by now.
      await this.dataSource.query(
        `INSERT INTO kanca.subscription_secret_uses (tenant, subscription_id, sid, last_used_at)
         SELECT s.tenant, s.id, u.sid, to_timestamp(max(u.at))
         FROM unnest($1::text[], $2::uuid[], $3::text[], $4::float8[]) AS u (tenant, id, sid, at)
         JOIN kanca.subscriptions s ON s.tenant = u.tenant AND s.id = u.id
         GROUP BY s.tenant, s.id, u.sid
         ON CONFLICT (tenant, subscription_id, sid) DO UPDATE
         SET last_used_at = greatest(subscription_secret_uses.last_used_at, excluded.last_used_at)`,
        [
          uses.map(({ tenant }) => tenant),
          uses.map(({ id }) => id),
          uses.map(({ sid }) => sid),
          uses.map(({ at }) => at / 1_000),
        ],
      );
    } catch (error) {
      this.observer.faulted('writing down which secrets were used', error);
    }
  }
}
