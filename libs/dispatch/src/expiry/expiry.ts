import { Observer, toId } from '@kanca/core';
import { SqlPool, type SqlRunner } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { newsOf } from '../operational/delivery-news.js';
import { Successors, turnChanges } from '../order/successors.js';
import { ConsumerCatalogue } from '../ports/consumer-catalogue.js';
import { stopClaimsOfAll } from '../postgres/verbs/stop-claims-of-all.sql.js';
import { DispatchSettings } from '../settings/dispatch-settings.js';
import { consumersOfExpired } from './consumers-of-expired.sql.js';
import { expireDeliveries, type ExpiredRow } from './expire-deliveries.sql.js';
import { tellExpired } from './tell-expired.sql.js';

const AT_ONCE = 1_000;

/** Ends the deliveries whose time is over. Safe to run on every replica at once: each delivery is ended by one. */
@Injectable()
export class Expiry {
  constructor(
    private readonly pool: SqlPool,
    private readonly catalogue: ConsumerCatalogue,
    private readonly successors: Successors,
    private readonly settings: DispatchSettings,
    private readonly observer: Observer,
  ) {}

  /** @returns how many there were */
  async run(): Promise<number> {
    let total = 0;
    for (;;) {
      const consumers = await this.pool.run(consumersOfExpired, { most: AT_ONCE });
      if (consumers.length === 0) return total;
      const expired = await this.expire(consumers.map(({ consumer_id }) => consumer_id));
      total += expired.length;
      this.successors.changed(expired.flatMap(turnChanges));
      await this.observe(expired);
      // What others hold locked now is left to them, or to the next run.
      if (expired.length === 0) return total;
    }
  }

  private async expire(consumerIds: readonly string[]): Promise<readonly ExpiredRow[]> {
    return this.pool.transaction(async (sql) => {
      await sql.run(stopClaimsOfAll, { consumerIds });
      const expired = await sql.run(expireDeliveries, { consumerIds, most: AT_ONCE });
      if (this.settings.operationalEvents) await this.tell(sql, expired);
      return expired;
    });
  }

  private async tell(sql: SqlRunner, expired: readonly ExpiredRow[]): Promise<void> {
    const told = await Promise.all(
      expired.map(async (row) => {
        const consumer = await this.catalogue.get(row.consumer_id);
        const news =
          consumer &&
          newsOf({
            deliveryId: row.id,
            eventId: toId('evt', row.event_id),
            eventType: row.event_type ?? '',
            attempt: row.attempts,
            consumer,
            verdict: { state: 'dead' },
            isExpired: true,
            error: row.error,
            status: null,
          });
        return news ? [{ ...news, tenant: row.tenant }] : [];
      }),
    );
    const all = told.flat();
    if (all.length === 0) return;
    await sql.run(tellExpired, {
      tenants: all.map(({ tenant }) => tenant),
      data: all.map(({ data }) => data),
      subjects: all.map(({ subject }) => subject),
      causes: all.map(({ cause }) => cause),
    });
  }

  private async observe(expired: readonly ExpiredRow[]): Promise<void> {
    const counts = new Map<string, number>();
    for (const { consumer_id: id } of expired) counts.set(id, (counts.get(id) ?? 0) + 1);
    for (const [id, deliveries] of counts) {
      const consumer = await this.catalogue.get(id);
      if (consumer !== null)
        this.observer.deliveriesExpired({ kind: consumer.kind, consumer: consumer.name, deliveries });
    }
  }
}
