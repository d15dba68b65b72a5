import { withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

/** What Wise sends, as far as most accounts meet it. */
export const wiseEventNames = [
  'balances#credit',
  'balances#update',
  'profiles#verification-state-change',
  'transfers#active-cases',
  'transfers#payout-failure',
  'transfers#state-change',
] as const;

const occurred_at = '2026-01-15T15:20:41Z';

export const wiseSamples: Readonly<Record<string, Sample>> = {
  'transfers#state-change': sampleOf('transfers#state-change', {
    resource: { type: 'transfer', id: 111, profile_id: 222, account_id: 333 },
    current_state: 'processing',
    previous_state: 'incoming_payment_waiting',
    occurred_at,
  }),
  'balances#credit': sampleOf('balances#credit', {
    resource: { type: 'balance-account', id: 111, profile_id: 222 },
    amount: 19.9,
    currency: 'EUR',
    transaction_type: 'credit',
    post_transaction_balance_amount: 119.9,
    occurred_at,
  }),
};

/** The id of the delivery stands in a header, the time in the body. */
export function freshenWise(sample: Sample, { id, now }: Freshness): Sample {
  return {
    ...sample,
    headers: { ...sample.headers, 'x-delivery-id': id },
    body: withFields(sample.body, { sent_at: now.toISOString() }),
  };
}

function sampleOf(type: string, data: object): Sample {
  return {
    headers: { 'x-delivery-id': '4c3f1b2a-7d6e-4f5a-8b9c-0d1e2f3a4b5c' },
    body: {
      data,
      subscription_id: '01234567-89ab-cdef-0123-456789abcdef',
      event_type: type,
      schema_version: '2.0.0',
      sent_at: occurred_at,
    },
  };
}
