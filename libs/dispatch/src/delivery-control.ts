import { KancaError, parseId, uuidOf } from '@kanca/core';
import { SqlPool, type Statement } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { DeliveryArchive, type DeliverySummary } from './archive/delivery-archive.js';
import { cancelDelivery } from './postgres/verbs/cancel-delivery.js';
import { retryDelivery } from './postgres/verbs/retry-delivery.js';
import { touchTurn } from './postgres/verbs/touch-turn.js';
import { WakeUp } from './postgres/wake-up.js';

/** What an operator may do with a delivery. */
@Injectable()
export class DeliveryControl {
  constructor(
    private readonly pool: SqlPool,
    private readonly archive: DeliveryArchive,
    private readonly wakeUp: WakeUp,
  ) {}

  /**
   * Makes one more attempt now, whatever became of the delivery before, also when its schedule is used up.
   * @param tenant `*`: every tenant
   * @throws KancaError `not_found`; `conflict` while an attempt is running, or when the consumer was removed
   */
  async retry(id: string, tenant: string): Promise<DeliverySummary> {
    const { consumer } = await this.archive.summary(id, tenant);
    if (!(await this.change(retryDelivery, id, consumer.id))) {
      const { state } = await this.archive.summary(id, tenant);
      throw new KancaError(
        'conflict',
        state === 'running'
          ? `Delivery ${id} is being attempted right now: wait for the attempt to end.`
          : `The consumer of delivery ${id} was removed: there is nobody to deliver to.`,
      );
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
  private change(statement: Statement, id: string, consumerId: string): Promise<boolean> {
    return this.pool.transaction(async (sql) => {
      await sql.run(touchTurn, [parseId('sub', consumerId) ?? parseId('hdl', consumerId)]);
      return (await sql.run(statement, [uuidOf('dlv', id)])).length > 0;
    });
  }
}
