import type { Sample } from '../kit/index.js';

function sampleOf(type: string, resource: object): Sample {
  return {
    body: {
      id: 'evt_1NG8Du2eZvKYlo2CUI79vXWy',
      object: 'event',
      api_version: '2025-09-30.clover',
      created: 1_760_000_000,
      data: { object: resource },
      livemode: false,
      pending_webhooks: 1,
      request: { id: 'req_9e4kRsmOqT5Xyz', idempotency_key: null },
      type,
    },
  };
}

export const stripeSamples: Readonly<Record<string, Sample>> = {
  'payment_intent.succeeded': sampleOf('payment_intent.succeeded', {
    id: 'pi_3MtwBwLkdIwHu7ix28a3tqPa',
    object: 'payment_intent',
    amount: 2_000,
    amount_received: 2_000,
    currency: 'eur',
    customer: 'cus_NffrFeUfNV2Hib',
    description: 'Two coffees',
    metadata: { order: '6735' },
    status: 'succeeded',
  }),
  'invoice.paid': sampleOf('invoice.paid', {
    id: 'in_1MtHbELkdIwHu7ixl4OzzPMv',
    object: 'invoice',
    amount_due: 4_900,
    amount_paid: 4_900,
    currency: 'eur',
    customer: 'cus_NffrFeUfNV2Hib',
    customer_email: 'jenny@example.com',
    hosted_invoice_url: null,
    number: 'A-0001',
    metadata: {},
    status: 'paid',
  }),
  'checkout.session.completed': sampleOf('checkout.session.completed', {
    id: 'cs_test_a11YYufWQzNY63zpQ6QSNRQhkUpVph4WRmzW0zWJO2znZKdVujZ0N0S22u',
    object: 'checkout.session',
    amount_total: 2_198,
    currency: 'eur',
    customer: 'cus_NffrFeUfNV2Hib',
    client_reference_id: 'cart-42',
    metadata: {},
    mode: 'payment',
    payment_status: 'paid',
    status: 'complete',
  }),
  'customer.subscription.deleted': sampleOf('customer.subscription.deleted', {
    id: 'sub_1MowQVLkdIwHu7ixeRlqHVzs',
    object: 'subscription',
    customer: 'cus_NffrFeUfNV2Hib',
    cancel_at_period_end: false,
    metadata: {},
    status: 'canceled',
  }),
  'charge.refunded': sampleOf('charge.refunded', {
    id: 'ch_3MmlLrLkdIwHu7ix0snN0B15',
    object: 'charge',
    amount: 1_099,
    amount_refunded: 1_099,
    currency: 'eur',
    customer: null,
    paid: true,
    refunded: true,
    payment_intent: null,
    metadata: {},
    status: 'succeeded',
  }),
};
