import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { EndpointHealth } from '../health/endpoint-health.js';
import { SubscriptionStore } from './subscription-store.js';
import type { Subscription } from '../model/subscription.js';

/** Whether a subscription is delivered to: holds its deliveries, and lets them go. */
@Injectable()
export class SubscriptionStates {
  constructor(
    private readonly store: SubscriptionStore,
    private readonly health: EndpointHealth,
    private readonly dataSource: DataSource,
  ) {}

  /** Holds its deliveries. New events keep arriving and wait with the others. @throws KancaError `not_found` */
  async pause(tenant: string, id: string): Promise<Subscription> {
    return this.store.change(tenant, id, ({ row, consumer }) => ({ row, consumer: { ...consumer, state: 'paused' } }));
  }

  /**
   * Lets everything that was held go out, oldest first. An endpoint that was spared because it failed gets a new start.
   * @throws KancaError `not_found`
   */
  async resume(tenant: string, id: string): Promise<Subscription> {
    const { row } = await this.store.find(tenant, id);
    await this.startAnew(row.id);
    return this.store.change(tenant, id, (saved) => ({
      row: { ...saved.row, disabledReason: null },
      consumer: { ...saved.consumer, state: 'active' },
    }));
  }

  /**
   * Enables it if the hub has disabled it, with a new start for its endpoint.
   * @returns whether it was disabled
   * @throws KancaError `not_found`
   */
  async reenable(tenant: string, id: string): Promise<boolean> {
    const found = await this.store.find(tenant, id);
    if (found.consumer.state !== 'disabled') return false;
    await this.store.change(tenant, id, ({ row, consumer }) =>
      consumer.state === 'disabled'
        ? { row: { ...row, disabledReason: null }, consumer: { ...consumer, state: 'active' } }
        : { row, consumer },
    );
    // Also when it still waits for its verification, which `change` does not take for a new start.
    await this.startAnew(found.row.id);
    return true;
  }

  private async startAnew(uuid: string): Promise<void> {
    await this.health.clear(this.dataSource.manager, uuid);
    await this.health.letGo(uuid);
  }
}
