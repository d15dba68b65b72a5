import { toId, type RetryPolicy } from '@kanca/core';
import type { EndpointHealthView } from '../model/endpoint-health-view.js';
import type { Consumer } from '@kanca/dispatch';

import { shownSettings } from '../model/kept-settings.js';
import { maskHeaders } from '../model/header-masking.js';
import type { SubscriptionEntity } from '../model/subscription.entity.js';
import type { Subscription } from '../model/subscription.js';
import { verificationView } from './verification-view.js';

/** A subscription as it may be shown. */
export function subscriptionView(
  row: SubscriptionEntity,
  consumer: Omit<Consumer, 'revision'>,
  {
    headers,
    retry,
    health,
    nowMs,
  }: {
    readonly retry: RetryPolicy;
    readonly headers: Readonly<Record<string, string>>;
    readonly health: EndpointHealthView;
    readonly nowMs: number;
  },
): Subscription {
  return {
    ...shownSettings('row', row, row.settings),
    ...shownSettings('consumer', consumer, consumer.settings),
    id: toId('sub', row.id),
    tenant: row.tenant,
    key: row.key,
    uri: row.uri,
    delivery: consumer.pull ? 'pull' : 'push',
    filters: consumer.filters,
    // What waits for its verification is enabled: nobody has paused it.
    state: consumer.state === 'active' || consumer.state === 'unverified' ? 'enabled' : consumer.state,
    disabledReason:
      consumer.state === 'disabled'
        ? (row.disabledReason ?? 'The endpoint asked for no more: 410 Gone, or webhook-delivery: disable.')
        : null,
    headers: maskHeaders(headers),
    retry,
    retryIsOwn: row.retryIsOwn,
    secrets: row.secrets
      .filter(({ expiresAt }) => expiresAt === null || Date.parse(expiresAt) > nowMs)
      .map(({ sid, createdAt, expiresAt }) => ({
        id: sid,
        createdAt: new Date(createdAt),
        expiresAt: expiresAt === null ? null : new Date(expiresAt),
      })),
    auth: row.authShown,
    transformation: row.transformation === null ? null : { code: row.transformation },
    verification: verificationView(row, consumer.state),
    health,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}
