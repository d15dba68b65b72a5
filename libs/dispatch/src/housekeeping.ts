import { Clock, Observer } from '@kanca/core';
import { SqlPool } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DispatchSettings } from './dispatch-settings.js';
import { forgetMarkers } from './once/forget-markers.js';
import { dropDayPartitions, firstUuidAt, makeDayPartitions } from './postgres/day-partitions.js';

const DAY_MS = 86_400_000;
const ROWS_AT_ONCE = 5_000;

/** Makes room and keeps the past as short as it was asked to be. Safe to run on every replica at once. */
@Injectable()
export class Housekeeping {
  constructor(
    private readonly pool: SqlPool,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly settings: DispatchSettings,
    private readonly observer: Observer,
  ) {}

  /** Must have run before the first event is stored, and then at least every day. */
  async makeRoom(): Promise<void> {
    await makeDayPartitions(this.dataSource, this.clock.now());
  }

  /** Removes what is older than the retention, except deliveries that still wait and their events. */
  async forget(): Promise<void> {
    const before = this.clock.now() - this.settings.retentionDays * DAY_MS;
    const limit = firstUuidAt(before);
    const oldestWaiting = await this.oldestWaiting();
    const dropped = [
      ...(await dropDayPartitions(this.dataSource, ['finished_deliveries', 'earlier_attempts'], before)),
      // A day more: bodies are parted by the hub's clock, and events carry the database's.
      ...(await dropDayPartitions(
        this.dataSource,
        ['bodies'],
        Math.min(before, (oldestWaiting ?? before + DAY_MS) - DAY_MS),
      )),
    ];
    const events = await this.deleteInSteps(
      `DELETE FROM kanca.events WHERE (tenant, id) IN (
         SELECT e.tenant, e.id FROM kanca.events e
         WHERE e.id < $1 AND NOT EXISTS (SELECT FROM kanca.open_deliveries d WHERE d.event_id = e.id)
           AND NOT EXISTS (SELECT FROM kanca.finished_deliveries d WHERE d.event_id = e.id)
         LIMIT ${String(ROWS_AT_ONCE)})`,
      limit,
    );
    // What was held for longer than the retention ends outside the days. It goes when it has been over for that long.
    const deliveries = await this.deleteInSteps(
      `DELETE FROM kanca.finished_deliveries_other WHERE (tenant, id) IN (
         SELECT tenant, id FROM kanca.finished_deliveries_other WHERE finished_at < $1 LIMIT ${String(ROWS_AT_ONCE)})`,
      new Date(before),
    );
    const markers = await forgetMarkers(this.dataSource, before);
    if (deliveries + events + markers + dropped.length > 0)
      this.observer.noted('forgot what is older than the retention', {
        deliveries,
        events,
        markers,
        partitions: dropped,
      });
  }

  private async deleteInSteps(text: string, limit: string | Date): Promise<number> {
    let total = 0;
    for (;;) {
      const [, removed] = await this.dataSource.query<[unknown, number]>(text, [limit]);
      total += removed;
      if (removed < ROWS_AT_ONCE) return total;
    }
  }

  /** When the oldest event that still has a delivery to make was received: its bytes must stay. */
  private async oldestWaiting(): Promise<number | null> {
    const [row] = await this.pool.run<{ at: Date | null }>(
      {
        name: 'oldest-waiting-event',
        text: `SELECT min(e.received_at) AS at FROM kanca.events e
               WHERE e.id IN (SELECT event_id FROM kanca.open_deliveries)`,
      },
      [],
    );
    return row?.at?.getTime() ?? null;
  }
}
