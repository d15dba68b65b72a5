import { valueAt, withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

/** What Lemon Squeezy sends. */
export const lemonsqueezyEventNames = [
  'affiliate_activated',
  'license_key_created',
  'license_key_updated',
  'order_created',
  'order_refunded',
  'subscription_cancelled',
  'subscription_created',
  'subscription_expired',
  'subscription_paused',
  'subscription_payment_failed',
  'subscription_payment_recovered',
  'subscription_payment_refunded',
  'subscription_payment_success',
  'subscription_plan_changed',
  'subscription_resumed',
  'subscription_unpaused',
  'subscription_updated',
] as const;

const dates = { created_at: '2026-01-15T15:20:41.000000Z', updated_at: '2026-01-15T15:20:41.000000Z' };

export const lemonsqueezySamples: Readonly<Record<string, Sample>> = {
  order_created: sampleOf('order_created', 'orders', {
    store_id: 1,
    customer_id: 1,
    identifier: '104e18a2-d755-4d4b-80c4-a6c1dcbe1c10',
    order_number: 1,
    user_name: 'Ada Lovelace',
    user_email: 'ada@example.com',
    currency: 'EUR',
    total: 1_990,
    tax: 318,
    status: 'paid',
    refunded: false,
    ...dates,
  }),
  subscription_cancelled: sampleOf('subscription_cancelled', 'subscriptions', {
    store_id: 1,
    customer_id: 1,
    order_id: 1,
    product_id: 1,
    variant_id: 1,
    user_email: 'ada@example.com',
    status: 'cancelled',
    cancelled: true,
    renews_at: null,
    ends_at: '2026-02-15T15:20:41.000000Z',
    ...dates,
  }),
};

/** Lemon Squeezy gives no id to a delivery: another order or subscription is what makes another one. */
export function freshenLemonsqueezy(sample: Sample, { id, now }: Freshness): Sample {
  const data = valueAt(sample.body, 'data');
  const attributes = withFields(valueAt(data, 'attributes'), { updated_at: now.toISOString() });
  return { ...sample, body: withFields(sample.body, { data: withFields(data, { id, attributes }) }) };
}

function sampleOf(name: string, type: string, attributes: object): Sample {
  return {
    headers: { 'x-event-name': name },
    body: { meta: { event_name: name, test_mode: true }, data: { type, id: '1', attributes } },
  };
}
