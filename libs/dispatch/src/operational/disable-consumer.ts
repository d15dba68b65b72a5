import { maskedUrl, toId } from '@kanca/core';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ConsumerCatalogue, type Consumer } from '../ports/consumer-catalogue.js';
import { OperationalEvents } from './operational-events.js';

/** Disables a consumer that asked to be left alone, and tells of it once. */
@Injectable()
export class DisableConsumer {
  constructor(
    private readonly dataSource: DataSource,
    private readonly catalogue: ConsumerCatalogue,
    private readonly operational: OperationalEvents,
  ) {}

  async disable({ id, tenant, name }: Consumer, reason: string | null): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      if (!(await this.catalogue.setState(id, 'disabled', manager))) return;
      const subject = toId('sub', id);
      await this.operational.tell(manager, {
        type: 'kanca.subscription.disabled',
        tenant,
        subject,
        data: { subscriptionId: subject, uri: maskedUrl(name), reason },
      });
    });
  }
}
