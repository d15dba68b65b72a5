import { valueAt, withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

/** Topics that eBay is known to have. */
export const ebayEventNames = [
  'AUTHORIZATION_REVOCATION',
  'BUYER_QUESTION',
  'FEEDBACK_LEFT',
  'FEEDBACK_RECEIVED',
  'ITEM_AVAILABILITY',
  'ITEM_MARKED_SHIPPED',
  'ITEM_PRICE_REVISION',
  'MARKETPLACE_ACCOUNT_DELETION',
  'NEW_MESSAGE',
  'ORDER_CONFIRMATION',
  'PRIORITY_LISTING_REVISION',
  'SELLER_CUSTOMER_SERVICE_METRIC_RATING',
  'SELLER_STANDARDS_PROFILE_METRICS',
] as const;

function notificationOf(topic: string, data: object): Sample {
  return {
    body: {
      metadata: { topic, schemaVersion: '1.0', deprecated: false },
      notification: {
        notificationId: '0f6f1c1e-5d5a-4a5e-9f0e-000000000001',
        eventDate: '2025-10-09T08:53:15.462Z',
        publishDate: '2025-10-09T08:53:15.679Z',
        publishAttemptCount: 1,
        data,
      },
    },
  };
}

export const ebaySamples: Readonly<Record<string, Sample>> = {
  MARKETPLACE_ACCOUNT_DELETION: notificationOf('MARKETPLACE_ACCOUNT_DELETION', {
    username: 'invented_ada',
    userId: 'inv3ntedUsr',
    eiasToken: 'aW52ZW50ZWQtZWlhcy10b2tlbg==',
  }),
  ORDER_CONFIRMATION: notificationOf('ORDER_CONFIRMATION', { orderId: '01-12345-67890' }),
};

/** eBay numbers its notifications, and writes when it happened and when it was sent. */
export function freshenEbay(sample: Sample, { id, now }: Freshness): Sample {
  const at = now.toISOString();
  const notification = withFields(valueAt(sample.body, 'notification'), {
    notificationId: id,
    eventDate: at,
    publishDate: at,
  });
  return { ...sample, body: withFields(sample.body, { notification }) };
}
