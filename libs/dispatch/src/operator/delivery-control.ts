import { KancaError, parseId, toId, uuidOf } from '@kanca/core';
import { SqlPool, type SqlRunner } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { DeliveryQueries, type DeliverySummary } from '../queries/delivery-queries.js';
import { cancelDelivery } from './cancel-delivery.sql.js';
import { retryDelivery } from './retry-delivery.sql.js';
import { stopClaims } from '../postgres/verbs/stop-claims.sql.js';
import { turnChanges, Successors } from '../order/successors.js';
import { WakeUp } from '../wake-up/wake-up.js';
import { ReplayLock } from '../replays/replay-lock.js';

/** What an operator may do with a delivery. */
@Injectable()
export class DeliveryControl {
  constructor(
    private readonly pool: SqlPool,
    private readonly archive: DeliveryQueries,
    private readonly lock: ReplayLock,
    private readonly successors: Successors,
    private readonly wakeUp: WakeUp,
  ) {}

  /**
   * Makes one more attempt now, in every state of the delivery, also when its schedule is used up.
   * @param tenant `*`: every tenant
   * @throws KancaError `not_found`; `conflict` while an attempt is running, while it waits for its turn, while its event has another
   * delivery to its consumer under way, or when the consumer was removed; `unavailable` when too many wait already
   */
  async retry(id: string, tenant: string): Promise<DeliverySummary> {
    const { consumer } = await this.archive.summary(id, tenant);
    const [row] = await this.lock.transaction(async (sql) => {
      await touch(sql, consumer.id);
      return sql.run(retryDelivery, { id: uuidOf('dlv', id) });
    });
    if (row === undefined) throw new KancaError('conflict', whyNotNow(await this.archive.summary(id, tenant)));
    if (row.rival_id !== null)
      throw new KancaError(
        'conflict',
        `Delivery ${id} stays as it ended, because ${toId('dlv', row.rival_id)}, of the same event to the same consumer, is under way: retry or cancel that one.`,
      );
    this.successors.changed(turnChanges(row));
    this.wakeUp.deliveriesAdded();
    return this.archive.summary(id, tenant);
  }

  /** @throws KancaError `not_found`; `conflict` when it is not waiting */
  async cancel(id: string, tenant: string): Promise<DeliverySummary> {
    const { state, consumer } = await this.archive.summary(id, tenant);
    const cancelled = await this.pool.transaction(async (sql) => {
      await touch(sql, consumer.id);
      return sql.run(cancelDelivery, { id: uuidOf('dlv', id) });
    });
    this.successors.changed(cancelled.flatMap(turnChanges));
    if (cancelled.length === 0)
      throw new KancaError('conflict', `Delivery ${id} is ${state}: only a waiting delivery can be cancelled.`);
    return this.archive.summary(id, tenant);
  }
}

/** Nobody claims deliveries of the consumer until the transaction ends. */
async function touch(sql: SqlRunner, id: string): Promise<void> {
  const consumerId = parseId('sub', id) ?? parseId('hdl', id);
  if (consumerId !== null) await sql.run(stopClaims, { consumerId });
}

function whyNotNow({ id, state, waitsFor }: DeliverySummary): string {
  if (state === 'running') return `Delivery ${id} is being attempted right now: wait for the attempt to end.`;
  if (waitsFor === 'turn')
    return `Delivery ${id} waits for its turn: an earlier delivery of its key, or an earlier handler, has not ended. Retry or cancel that one.`;
  return `The consumer of delivery ${id} was removed: there is nobody to deliver to.`;
}
