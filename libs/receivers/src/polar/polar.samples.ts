import type { Sample } from '../kit/index.js';

/** What Polar is known to send. */
export const polarEventNames = [
  'benefit.created',
  'benefit.updated',
  'benefit_grant.created',
  'benefit_grant.cycled',
  'benefit_grant.revoked',
  'benefit_grant.updated',
  'checkout.created',
  'checkout.expired',
  'checkout.updated',
  'customer.created',
  'customer.deleted',
  'customer.state_changed',
  'customer.updated',
  'order.created',
  'order.paid',
  'order.refunded',
  'order.updated',
  'organization.updated',
  'product.created',
  'product.updated',
  'refund.created',
  'refund.updated',
  'subscription.active',
  'subscription.canceled',
  'subscription.created',
  'subscription.past_due',
  'subscription.revoked',
  'subscription.uncanceled',
  'subscription.updated',
] as const;

export const polarSamples: Readonly<Record<string, Sample>> = {
  'order.paid': {
    body: {
      type: 'order.paid',
      timestamp: '2025-10-09T08:53:20.000Z',
      data: {
        id: '57107b74-8400-4d80-a2fc-54c2b4239cb3',
        status: 'paid',
        paid: true,
        total_amount: 2_900,
        currency: 'usd',
        customer_id: '992fae2a-2a17-4b7a-8d9e-e287cf90131b',
        product_id: 'b0a5f1de-7b3c-4f0e-9a3c-1f2e3d4c5b6a',
        subscription_id: null,
        metadata: {},
      },
    },
  },
  'customer.created': {
    body: {
      type: 'customer.created',
      timestamp: '2025-10-09T08:53:20.000Z',
      data: {
        id: '992fae2a-2a17-4b7a-8d9e-e287cf90131b',
        email: 'ada@example.org',
        name: 'Ada Lovelace',
        external_id: 'user-42',
      },
    },
  },
};
