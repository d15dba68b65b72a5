import { withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

const amount = { currency_code: 'EUR', value: '19.90' };
const time = '2026-01-15T15:20:41Z';

export const paypalSamples: Readonly<Record<string, Sample>> = {
  'PAYMENT.CAPTURE.COMPLETED': sampleOf('PAYMENT.CAPTURE.COMPLETED', 'capture', 'Payment completed for EUR 19.90', {
    id: '42311647XV020574X',
    status: 'COMPLETED',
    amount,
    final_capture: true,
    invoice_id: 'A-0001',
    custom_id: 'cart-42',
    seller_receivable_breakdown: {
      gross_amount: amount,
      paypal_fee: { currency_code: 'EUR', value: '0.93' },
      net_amount: { currency_code: 'EUR', value: '18.97' },
    },
    create_time: time,
    update_time: time,
  }),
  'CHECKOUT.ORDER.APPROVED': sampleOf('CHECKOUT.ORDER.APPROVED', 'checkout-order', 'An order has been approved', {
    id: '5O190127TN364715T',
    intent: 'CAPTURE',
    status: 'APPROVED',
    payer: { payer_id: 'QYR5Z8XDVJNXQ', email_address: 'ada@example.com', name: { given_name: 'Ada' } },
    purchase_units: [{ reference_id: 'default', amount, custom_id: 'cart-42' }],
    create_time: time,
  }),
  'BILLING.SUBSCRIPTION.CANCELLED': sampleOf(
    'BILLING.SUBSCRIPTION.CANCELLED',
    'subscription',
    'Subscription cancelled',
    {
      id: 'I-BW452GLLEP1G',
      status: 'CANCELLED',
      plan_id: 'P-5ML4271244454362WXNWU5NQ',
      quantity: '1',
      start_time: '2025-11-01T00:00:00Z',
      status_update_time: time,
      create_time: '2025-11-01T00:00:00Z',
    },
  ),
};

/** The event has an id and a time of its own, and the transmission another id. */
export function freshenPaypal(sample: Sample, { id, now }: Freshness): Sample {
  return {
    ...sample,
    headers: { ...sample.headers, 'paypal-transmission-id': id },
    body: withFields(sample.body, { id: `WH-${id}`, create_time: now.toISOString() }),
  };
}

function sampleOf(name: string, resourceType: string, summary: string, resource: object): Sample {
  return {
    headers: { 'paypal-auth-version': 'v2', 'paypal-transmission-id': '2b8a4f10-f21e-11f0-8f5e-0d3a7c1b2e4f' },
    body: {
      id: 'WH-58D329510W468432D-8HN650336L201105X',
      event_version: '1.0',
      create_time: time,
      resource_type: resourceType,
      resource_version: '2.0',
      event_type: name,
      summary,
      resource,
      links: [],
    },
  };
}
