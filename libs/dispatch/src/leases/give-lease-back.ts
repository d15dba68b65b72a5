import { SqlPool } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import type { Consumer } from '../ports/consumer-catalogue.js';
import { removeClaims } from '../postgres/verbs/remove-claims.sql.js';
import { WakeUp } from '../wake-up/wake-up.js';
import { takeOutOfLease } from './take-out-of-lease.sql.js';

/** Ends a lease for what nobody has got of it. */
@Injectable()
export class GiveLeaseBack {
  constructor(
    private readonly pool: SqlPool,
    private readonly wakeUp: WakeUp,
  ) {}

  /** @param only UUIDs of deliveries; all that it holds when they are missing */
  async giveBack(consumer: Consumer, leaseId: string, only?: readonly string[]): Promise<void> {
    if (only === undefined) await this.pool.run(removeClaims, { consumerIds: [consumer.id], claimIds: [leaseId] });
    else await this.pool.run(takeOutOfLease, { consumerId: consumer.id, leaseId, deliveryIds: only });
    this.wakeUp.deliveriesAdded();
  }
}
