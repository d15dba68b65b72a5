import { withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

/** What Razorpay is known to send, as far as most accounts meet it. */
export const razorpayEventNames = [
  'invoice.expired',
  'invoice.paid',
  'order.paid',
  'payment.authorized',
  'payment.captured',
  'payment.dispute.created',
  'payment.failed',
  'payment_link.cancelled',
  'payment_link.expired',
  'payment_link.paid',
  'payout.processed',
  'payout.reversed',
  'refund.created',
  'refund.failed',
  'refund.processed',
  'settlement.processed',
  'subscription.activated',
  'subscription.authenticated',
  'subscription.cancelled',
  'subscription.charged',
  'subscription.completed',
  'subscription.halted',
  'subscription.paused',
  'subscription.pending',
  'subscription.resumed',
  'virtual_account.credited',
] as const;

const payment = {
  id: 'pay_DESlfW9H8K9uqM',
  entity: 'payment',
  amount: 10_000,
  currency: 'INR',
  status: 'captured',
  order_id: 'order_DESlLckIVRkHWj',
  method: 'upi',
  captured: true,
  email: 'ada@example.com',
  contact: '+919999999999',
  notes: [],
  error_code: null,
  error_description: null,
  created_at: 1_768_490_440,
};

export const razorpaySamples: Readonly<Record<string, Sample>> = {
  'payment.captured': sampleOf('payment.captured', { payment: { entity: payment } }),
  'refund.processed': sampleOf('refund.processed', {
    refund: {
      entity: {
        id: 'rfnd_FS8R3Xu1TzqH8S',
        amount: 10_000,
        currency: 'INR',
        payment_id: payment.id,
        status: 'processed',
      },
    },
    payment: { entity: payment },
  }),
};

/** The id of the event stands in a header, its time in the body. */
export function freshenRazorpay(sample: Sample, { id, now }: Freshness): Sample {
  return {
    ...sample,
    headers: { ...sample.headers, 'x-razorpay-event-id': id },
    body: withFields(sample.body, { created_at: Math.floor(now.getTime() / 1_000) }),
  };
}

function sampleOf(event: string, payload: object): Sample {
  return {
    headers: { 'x-razorpay-event-id': 'QwErTy12345678' },
    body: {
      entity: 'event',
      account_id: 'acc_BFQ7uQEaa7j2z7',
      event,
      contains: Object.keys(payload),
      payload,
      created_at: 1_768_490_441,
    },
  };
}
