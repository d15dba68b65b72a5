import { Clock } from '@kanca/core';
import type { EndpointHealthView } from '../model/endpoint-health-view.js';
import { SecretVault } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { EndpointHealth } from '../health/endpoint-health.js';
import { RetryPolicies } from '../event-types/retry-policies.js';
import type { SubscriptionDraft } from '../model/saved-subscription.js';
import { openHeaders } from '../model/sealing.js';
import { subscriptionView } from './subscription-view.js';
import type { Subscription } from '../model/subscription.js';

/** Shows subscriptions to their owners, with how their endpoints are. */
@Injectable()
export class SubscriptionViews {
  constructor(
    private readonly health: EndpointHealth,
    private readonly vault: SecretVault,
    private readonly policies: RetryPolicies,
    private readonly clock: Clock,
  ) {}

  async of(saved: SubscriptionDraft): Promise<Subscription> {
    const healthOf = await this.health.viewsOf([saved.row.id]);
    return this.view(saved, healthOf(saved.row.id));
  }

  /** @returns by UUID */
  async ofAll(all: readonly SubscriptionDraft[]): Promise<ReadonlyMap<string, Subscription>> {
    const healthOf = await this.health.viewsOf(all.map(({ row }) => row.id));
    return new Map(all.map((saved) => [saved.row.id, this.view(saved, healthOf(saved.row.id))]));
  }

  private view({ row, consumer }: SubscriptionDraft, health: EndpointHealthView): Subscription {
    const headers = openHeaders(this.vault, row);
    const retry = row.retryIsOwn ? consumer.retry : this.policies.ofFormat(row.format);
    return subscriptionView(row, consumer, { headers, retry, health, nowMs: this.clock.now() });
  }
}
