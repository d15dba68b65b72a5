import { withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

/** What Chargebee is known to send, as far as most sites meet it. */
export const chargebeeEventNames = [
  'card_added',
  'card_expired',
  'card_updated',
  'coupon_created',
  'credit_note_created',
  'customer_changed',
  'customer_created',
  'customer_deleted',
  'invoice_generated',
  'invoice_updated',
  'payment_failed',
  'payment_initiated',
  'payment_refunded',
  'payment_succeeded',
  'subscription_activated',
  'subscription_cancelled',
  'subscription_changed',
  'subscription_created',
  'subscription_deleted',
  'subscription_paused',
  'subscription_reactivated',
  'subscription_renewed',
  'subscription_resumed',
  'subscription_started',
  'subscription_trial_end_reminder',
] as const;

const customer = { id: 'AzZlGNTQ1', email: 'ada@example.com', first_name: 'Ada', last_name: 'Lovelace' };
const invoice = {
  id: '203',
  customer_id: customer.id,
  status: 'paid',
  total: 4_900,
  amount_due: 0,
  currency_code: 'EUR',
};

export const chargebeeSamples: Readonly<Record<string, Sample>> = {
  subscription_created: sampleOf('subscription_created', {
    subscription: {
      id: 'AzZlGNTQ2',
      customer_id: customer.id,
      status: 'active',
      currency_code: 'EUR',
      current_term_end: 1_771_168_841,
      subscription_items: [{ item_price_id: 'engine-EUR-Monthly', quantity: 1, amount: 4_900 }],
    },
    customer,
    invoice,
  }),
  payment_succeeded: sampleOf('payment_succeeded', {
    transaction: { id: 'txn_AzZlGNTQ3', amount: 4_900, currency_code: 'EUR', status: 'success' },
    customer,
    invoice,
  }),
};

export function freshenChargebee(sample: Sample, { id, now }: Freshness): Sample {
  const fresh = { id: `ev_${id}`, occurred_at: Math.floor(now.getTime() / 1_000) };
  return { ...sample, body: withFields(sample.body, fresh) };
}

function sampleOf(type: string, content: object): Sample {
  return {
    body: {
      id: 'ev_16BHbhF4s42tO2lK',
      occurred_at: 1_768_490_441,
      source: 'admin_console',
      object: 'event',
      api_version: 'v2',
      content,
      event_type: type,
      webhook_status: 'scheduled',
    },
  };
}
