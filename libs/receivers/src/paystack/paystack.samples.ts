import { valueAt, withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

/** What Paystack is known to send, as far as most accounts meet it. */
export const paystackEventNames = [
  'charge.dispute.create',
  'charge.dispute.remind',
  'charge.dispute.resolve',
  'charge.success',
  'customeridentification.failed',
  'customeridentification.success',
  'dedicatedaccount.assign.failed',
  'dedicatedaccount.assign.success',
  'invoice.create',
  'invoice.payment_failed',
  'invoice.update',
  'paymentrequest.pending',
  'paymentrequest.success',
  'refund.failed',
  'refund.pending',
  'refund.processed',
  'refund.processing',
  'subscription.create',
  'subscription.disable',
  'subscription.expiring_cards',
  'subscription.not_renew',
  'transfer.failed',
  'transfer.reversed',
  'transfer.success',
] as const;

export const paystackSamples: Readonly<Record<string, Sample>> = {
  'charge.success': sampleOf('charge.success', {
    id: 302_961,
    domain: 'test',
    status: 'success',
    reference: 'qTPrJoy9Bx',
    amount: 10_000,
    fees: 150,
    currency: 'NGN',
    channel: 'card',
    gateway_response: 'Approved by Financial Institution',
    paid_at: '2026-01-15T15:20:41.000Z',
    created_at: '2026-01-15T15:20:01.000Z',
    metadata: 0,
    customer: {
      id: 68_324,
      customer_code: 'CUS_qo38as2hpsgk2r0',
      email: 'ada@example.com',
      first_name: 'Ada',
      last_name: 'Lovelace',
      phone: null,
    },
    authorization: { authorization_code: 'AUTH_f5rnfq9p', last4: '1381', card_type: 'visa' },
  }),
  'transfer.success': sampleOf('transfer.success', {
    id: 37_272_792,
    reference: '1jhbs3ozmen0k7y5efmw',
    transfer_code: 'TRF_wpl1dem4967avzm',
    amount: 30_000,
    currency: 'NGN',
    status: 'success',
    reason: 'For the cards',
    recipient: { recipient_code: 'RCP_a8wkxiychzdzfgs' },
  }),
};

/** An event is identified by the id of its resource, which is a number: this one is made of the characters of the id. */
export function freshenPaystack(sample: Sample, { id, now }: Freshness): Sample {
  const number = [...id].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 1_000_000_007, 7);
  const data = withFields(valueAt(sample.body, 'data'), { id: number, paid_at: now.toISOString() });
  return { ...sample, body: withFields(sample.body, { data }) };
}

function sampleOf(event: string, data: object): Sample {
  return { body: { event, data } };
}
