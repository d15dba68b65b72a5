import { toId } from '@kanca/core';
import { ConsumerCatalogue } from '@kanca/dispatch';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { SubscriptionEntity } from '../model/subscription.entity.js';
import { VerificationGate } from '../subscriptions/verification-gate.js';
import { SubscriptionStore } from '../subscriptions/subscription-store.js';

const ROWS_AT_ONCE = 500;

/** Brings the subscriptions in line with the hub's policy, which may have been another one before this start. */
@Injectable()
export class VerificationPolicy implements OnApplicationBootstrap {
  constructor(
    private readonly dataSource: DataSource,
    private readonly catalogue: ConsumerCatalogue,
    private readonly gate: VerificationGate,
    private readonly store: SubscriptionStore,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const consumers = await this.catalogue.list('subscription');
    for (let from = 0; from < consumers.length; from += ROWS_AT_ONCE) {
      const some = new Map(consumers.slice(from, from + ROWS_AT_ONCE).map((consumer) => [consumer.id, consumer]));
      const rows = await this.dataSource.getRepository(SubscriptionEntity).findBy({ id: In([...some.keys()]) });
      for (const row of rows) {
        const consumer = some.get(row.id);
        // The gate looks again under the lock: what it decides there counts.
        if (consumer !== undefined && this.gate.stateOf(row, consumer) !== consumer.state)
          await this.store.changeVerification(toId('sub', row.id), (current) => current);
      }
    }
  }
}
