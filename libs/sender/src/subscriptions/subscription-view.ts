import { toId } from '@kanca/core';
import type { Consumer } from '@kanca/dispatch';
import { formatNamed } from '../formats/formats.js';
import { maskHeaders } from './header-masking.js';
import type { SubscriptionEntity } from './subscription.entity.js';
import type { Subscription } from './subscription.js';

/** A subscription as it may be shown. */
export function subscriptionView(
  row: SubscriptionEntity,
  consumer: Omit<Consumer, 'revision'>,
  headers: Readonly<Record<string, string>>,
  nowMs: number,
): Subscription {
  return {
    id: toId('sub', row.id),
    tenant: row.tenant,
    key: row.key,
    uri: row.uri,
    description: row.description,
    filters: consumer.filters,
    format: formatNamed(row.format).name,
    state: consumer.state === 'active' ? 'enabled' : consumer.state,
    disabledReason:
      consumer.state === 'disabled'
        ? (row.disabledReason ?? 'The endpoint asked for no more: 410 Gone, or webhook-delivery: disable.')
        : null,
    headers: maskHeaders(headers),
    properties: row.properties,
    retry: consumer.retry,
    concurrency: consumer.concurrency,
    timeoutMs: consumer.timeoutMs,
    secrets: row.secrets
      .filter(({ expiresAt }) => expiresAt === null || Date.parse(expiresAt) > nowMs)
      .map(({ sid, createdAt, expiresAt }) => ({
        id: sid,
        createdAt: new Date(createdAt),
        expiresAt: expiresAt === null ? null : new Date(expiresAt),
      })),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}
