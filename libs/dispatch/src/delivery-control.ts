import { KancaError, parseId, uuidOf } from '@kanca/core';
import { SqlPool, type Statement } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { DeliveryArchive, type DeliverySummary } from './archive/delivery-archive.js';
import { cancelDelivery } from './postgres/verbs/cancel-delivery.js';
import { retryDelivery } from './postgres/verbs/retry-delivery.js';
import { touchTurn } from './postgres/verbs/touch-turn.js';
import { turnChanges, Turns, type EndedRow } from './postgres/turns.js';
import { WakeUp } from './postgres/wake-up.js';

/** What an operator may do with a delivery. */
@Injectable()
export class DeliveryControl {
  constructor(
    private readonly pool: SqlPool,
    private readonly archive: DeliveryArchive,
    private readonly turns: Turns,
    private readonly wakeUp: WakeUp,
  ) {}

  /**
   * Makes one more attempt now, whatever became of the delivery before, also when its schedule is used up.
   * @param tenant `*`: every tenant
   * @throws KancaError `not_found`; `conflict` while an attempt is running, while it waits for its turn, or when the consumer was removed
   */
  async retry(id: string, tenant: string): Promise<DeliverySummary> {
    const { consumer } = await this.archive.summary(id, tenant);
    if (!(await this.change(retryDelivery, id, consumer.id))) {
      throw new KancaError('conflict', whyNotNow(await this.archive.summary(id, tenant)));
    }
    this.wakeUp.deliveriesAdded();
    return this.archive.summary(id, tenant);
  }

  /** @throws KancaError `not_found`; `conflict` when it is not waiting */
  async cancel(id: string, tenant: string): Promise<DeliverySummary> {
    const { state, consumer } = await this.archive.summary(id, tenant);
    if (!(await this.change(cancelDelivery, id, consumer.id)))
      throw new KancaError('conflict', `Delivery ${id} is ${state}: only a waiting delivery can be cancelled.`);
    return this.archive.summary(id, tenant);
  }

  /** Nobody claims deliveries of the consumer meanwhile. */
  private async change(statement: Statement, id: string, consumerId: string): Promise<boolean> {
    const changed = await this.pool.transaction(async (sql) => {
      await sql.run(touchTurn, [parseId('sub', consumerId) ?? parseId('hdl', consumerId)]);
      return sql.run<EndedRow>(statement, [uuidOf('dlv', id)]);
    });
    this.turns.changed(changed.flatMap(turnChanges));
    return changed.length > 0;
  }
}

function whyNotNow({ id, state, waitsForTurn }: DeliverySummary): string {
  if (state === 'running') return `Delivery ${id} is being attempted right now: wait for the attempt to end.`;
  if (waitsForTurn)
    return `Delivery ${id} waits for its turn: an earlier delivery of its key, or an earlier handler, has not ended. Retry or cancel that one.`;
  return `The consumer of delivery ${id} was removed: there is nobody to deliver to.`;
}
