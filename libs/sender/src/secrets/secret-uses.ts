import { Clock, Observer } from '@kanca/core';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { noteSecretUses } from './note-secret-uses.sql.js';

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
      const { text, values } = noteSecretUses.bind({
        tenants: uses.map(({ tenant }) => tenant),
        subscriptionIds: uses.map(({ id }) => id),
        secretIds: uses.map(({ sid }) => sid),
        usedAtSeconds: uses.map(({ at }) => at / 1_000),
      });
      await this.dataSource.query(text, [...values]);
    } catch (error) {
      this.observer.faulted('writing down which secrets were used', error);
    }
  }
}
