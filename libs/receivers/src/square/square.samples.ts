import { withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

/** What Square is known to send, as far as most applications meet it. */
export const squareEventNames = [
  'booking.created',
  'booking.updated',
  'card.created',
  'catalog.version.updated',
  'customer.created',
  'customer.deleted',
  'customer.updated',
  'dispute.created',
  'dispute.state.updated',
  'inventory.count.updated',
  'invoice.created',
  'invoice.payment_made',
  'invoice.published',
  'invoice.updated',
  'loyalty.account.created',
  'oauth.authorization.revoked',
  'order.created',
  'order.fulfillment.updated',
  'order.updated',
  'payment.created',
  'payment.updated',
  'payout.paid',
  'payout.sent',
  'refund.created',
  'refund.updated',
  'subscription.created',
  'subscription.updated',
  'terminal.checkout.updated',
] as const;

const money = { amount: 1_990, currency: 'EUR' };

export const squareSamples: Readonly<Record<string, Sample>> = {
  'payment.updated': sampleOf('payment.updated', 'payment', {
    id: 'KkAkhdMsgzn59SM8A89WgKwekxLZY',
    status: 'COMPLETED',
    amount_money: money,
    total_money: money,
    order_id: 'ORDERaaaaaaaaaaaaaaaaaaaaa1',
    location_id: 'S8GWD5R9QB376',
    source_type: 'CARD',
    created_at: '2026-01-15T15:20:40.000Z',
    updated_at: '2026-01-15T15:20:41.000Z',
    version: 2,
  }),
  'refund.created': sampleOf('refund.created', 'refund', {
    id: 'KkAkhdMsgzn59SM8A89WgKwekxLZY_ptG1',
    payment_id: 'KkAkhdMsgzn59SM8A89WgKwekxLZY',
    status: 'PENDING',
    amount_money: money,
    reason: 'Too small',
  }),
};

export function freshenSquare(sample: Sample, { id, now }: Freshness): Sample {
  return { ...sample, body: withFields(sample.body, { event_id: id, created_at: now.toISOString() }) };
}

function sampleOf(
  type: string,
  kind: string,
  resource: { readonly id: string; readonly [name: string]: unknown },
): Sample {
  return {
    body: {
      merchant_id: '6SSW7HV8K2ST5',
      type,
      event_id: '13b867cf-db3d-4b1c-90b6-2f32a9d78124',
      created_at: '2026-01-15T15:20:41.000Z',
      data: { type: kind, id: resource.id, object: { [kind]: resource } },
    },
  };
}
