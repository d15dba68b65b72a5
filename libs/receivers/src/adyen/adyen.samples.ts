import { withFields } from '../kit/index.js';
import { itemsOf } from './adyen.item-signatures.js';
import type { Freshness, Sample } from '../kit/index.js';

/** What Adyen is known to send, as far as most accounts meet it. */
export const adyenEventNames = [
  'AUTHORISATION',
  'AUTHORISATION_ADJUSTMENT',
  'CANCELLATION',
  'CANCEL_OR_REFUND',
  'CAPTURE',
  'CAPTURE_FAILED',
  'CHARGEBACK',
  'CHARGEBACK_REVERSED',
  'EXPIRE',
  'MANUAL_REVIEW_ACCEPT',
  'MANUAL_REVIEW_REJECT',
  'NOTIFICATION_OF_CHARGEBACK',
  'OFFER_CLOSED',
  'ORDER_CLOSED',
  'PAIDOUT_REVERSED',
  'PAYOUT_DECLINE',
  'PAYOUT_THIRDPARTY',
  'RECURRING_CONTRACT',
  'REFUND',
  'REFUNDED_REVERSED',
  'REFUND_FAILED',
  'REPORT_AVAILABLE',
  'REQUEST_FOR_INFORMATION',
  'VOID_PENDING_REFUND',
  'balancePlatform.accountHolder.created',
  'balancePlatform.transfer.updated',
  'merchant.created',
] as const;

export const adyenSamples: Readonly<Record<string, Sample>> = {
  AUTHORISATION: sampleOf({ eventCode: 'AUTHORISATION', operations: ['CANCEL', 'CAPTURE', 'REFUND'] }),
  REFUND: sampleOf({ eventCode: 'REFUND', originalReference: 'QFQTPCQ8HXSKGK82', reason: '' }),
};

/** Each item with a reference and a time of its own. */
export function freshenAdyen(sample: Sample, { id, now }: Freshness): Sample {
  const fresh = { pspReference: id, eventDate: now.toISOString() };
  const notificationItems = itemsOf(sample.body).map((item) => ({ NotificationRequestItem: withFields(item, fresh) }));
  return { ...sample, body: withFields(sample.body, { notificationItems }) };
}

function sampleOf(more: object): Sample {
  const NotificationRequestItem = {
    additionalData: {},
    amount: { currency: 'EUR', value: 1_990 },
    eventDate: '2026-01-15T15:20:41+01:00',
    merchantAccountCode: 'AnalyticalEngines',
    merchantReference: 'cart-42',
    paymentMethod: 'visa',
    pspReference: 'NC6HT9CRT65ZGN82',
    success: 'true',
    ...more,
  };
  return { body: { live: 'false', notificationItems: [{ NotificationRequestItem }] } };
}
