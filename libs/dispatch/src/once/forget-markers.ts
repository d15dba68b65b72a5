import type { DataSource } from 'typeorm';
import { firstUuidAt } from '../postgres/first-uuid-at.js';

const MARKERS_AT_ONCE = 5_000;

/**
 * Removes the markers of `once` whose events were received before that time and are forgotten: as long as an event is there, its
 * deliveries may be made again.
 * @returns how many
 */
export async function forgetMarkers(dataSource: DataSource, before: number): Promise<number> {
  let total = 0;
  for (;;) {
    const [, removed] = await dataSource.query<[unknown, number]>(
      `DELETE FROM kanca.once WHERE (event_id, key) IN (
         SELECT o.event_id, o.key FROM kanca.once o
         WHERE o.event_id < $1 AND NOT EXISTS (SELECT FROM kanca.events e WHERE e.tenant = o.tenant AND e.id = o.event_id)
         LIMIT ${String(MARKERS_AT_ONCE)})`,
      [firstUuidAt(before)],
    );
    total += removed;
    if (removed < MARKERS_AT_ONCE) return total;
  }
}
