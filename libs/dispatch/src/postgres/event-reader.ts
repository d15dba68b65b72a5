import { SqlPool } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { DispatchSettings } from '../settings/dispatch-settings.js';
import { RecentEvents, type KnownEvent } from '../log/recent-events.js';
import { knownEvent } from './event-row.js';
import { readEvents } from './verbs/read-events.sql.js';

/** Reads the events of deliveries. */
@Injectable()
export class EventReader {
  constructor(
    private readonly pool: SqlPool,
    private readonly recentEvents: RecentEvents,
    private readonly settings: DispatchSettings,
  ) {}

  /** By UUID: from memory where they came in a moment ago, the others in one more round trip. One that was deleted is missing. */
  async read(
    deliveries: readonly { readonly event_id: string; readonly tenant: string }[],
  ): Promise<ReadonlyMap<string, KnownEvent>> {
    const found = new Map<string, KnownEvent>();
    const missing = new Map<string, string>();
    for (const { event_id: uuid, tenant } of deliveries) {
      const recent = this.recentEvents.get(uuid);
      if (recent === undefined) missing.set(uuid, tenant);
      else found.set(uuid, recent);
    }
    if (missing.size === 0) return found;
    const read = await this.pool.run(readEvents, {
      tenants: [...missing.values()],
      ids: [...missing.keys()],
      mostBytes: this.settings.inlineBodyBytes,
    });
    for (const row of read) found.set(row.event_id, knownEvent(row));
    return found;
  }
}
