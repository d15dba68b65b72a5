import { Clock, Observer } from '@kanca/core';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ClockDifference } from '../postgres/clock-difference.js';
import { DispatchSettings } from '../settings/dispatch-settings.js';
import { forgetMarkers } from '../once/forget-markers.js';
import { dayOf } from '../postgres/day-partitions.js';
import { daysOfWaitingBodies } from '../postgres/days-of-waiting-bodies.js';
import { dropDays, expiredDays } from '../postgres/drop-day-partitions.js';
import { firstUuidAt } from '../postgres/first-uuid-at.js';
import { makeDayPartitions } from '../postgres/make-day-partitions.js';

const DAY_MS = 86_400_000;
const ROWS_AT_ONCE = 5_000;

/** Makes room and keeps the past as short as it was asked to be. Safe to run on every replica at once. */
@Injectable()
export class Housekeeping {
  private isWaitingForRoom = false;
  /** Of days that could not be dropped yet: the moment that they are older than. */
  private postponedBefore: number | null = null;

  constructor(
    private readonly clocks: ClockDifference,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly settings: DispatchSettings,
    private readonly observer: Observer,
  ) {}

  /**
   * Makes the days to come. Should run every minute: each has three days of time, and what a reader keeps from being made is made later.
   * @returns whether all are there
   */
  async makeRoom(): Promise<boolean> {
    const areAllThere = await makeDayPartitions(this.dataSource, this.clock.now());
    if (!areAllThere && !this.isWaitingForRoom)
      this.observer.noted(
        'A day has no partition yet, because somebody reads its table: it is tried again each minute',
        {},
        'warn',
      );
    this.isWaitingForRoom = !areAllThere;
    return areAllThere;
  }

  /** Removes rows that are older than the retention, except deliveries that still wait and their events. */
  async forget(): Promise<void> {
    const { databaseNow, problem } = await this.clocks.read();
    if (problem !== null) {
      this.observer.noted(`${problem} Nothing is forgotten until then`, {}, 'warn');
      return;
    }
    const before = databaseNow - this.settings.retentionDays * DAY_MS;
    const limit = firstUuidAt(before);
    const dropped = await this.dropDays(before);
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
      this.observer.noted('removed rows that are older than the retention', {
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

  /** Drops what `forget` could not drop because somebody was reading it. */
  async dropPostponed(): Promise<void> {
    const before = this.postponedBefore;
    if (before !== null) await this.dropDays(before);
  }

  private async dropDays(before: number): Promise<readonly string[]> {
    const ended = [
      ...(await expiredDays(this.dataSource, 'finished_deliveries', before)),
      ...(await expiredDays(this.dataSource, 'earlier_attempts', before)),
    ];
    const bodies = await expiredDays(this.dataSource, 'bodies', before);
    const needed = bodies.length === 0 ? new Set<number>() : await daysOfWaitingBodies(this.dataSource);
    const { dropped, isPostponed } = await dropDays(this.dataSource, [
      ...ended,
      ...bodies.filter((name) => !needed.has(dayOf(name))),
    ]);
    this.postponedBefore = isPostponed ? before : null;
    return dropped;
  }
}
