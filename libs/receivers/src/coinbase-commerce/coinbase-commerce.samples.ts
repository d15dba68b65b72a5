import { valueAt, withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

/** What Coinbase Commerce sends. */
export const coinbaseCommerceEventNames: readonly string[] = [
  'charge:confirmed',
  'charge:created',
  'charge:delayed',
  'charge:failed',
  'charge:pending',
  'charge:resolved',
];

export const coinbaseCommerceSamples: Readonly<Record<string, Sample>> = {
  'charge:created': sampleOf('charge:created', 'NEW'),
  'charge:confirmed': sampleOf('charge:confirmed', 'COMPLETED'),
};

export function freshenCoinbaseCommerce(sample: Sample, { id, now }: Freshness): Sample {
  const event = withFields(valueAt(sample.body, 'event'), { id, created_at: now.toISOString() });
  return { ...sample, body: withFields(sample.body, { event }) };
}

function sampleOf(type: string, status: string): Sample {
  const time = '2026-01-15T15:20:41Z';
  return {
    body: {
      attempt_number: 1,
      event: {
        id: '24934862-d980-46cb-9402-43c81b0cdba6',
        resource: 'event',
        type,
        api_version: '2018-03-22',
        created_at: time,
        data: {
          id: '6d5e2b2a-7c1f-4b0e-9e4c-0b8e1f7a2c3d',
          code: '66BEOV2A',
          name: 'Punched cards',
          description: '100 pieces',
          hosted_url: 'https://commerce.coinbase.com/charges/66BEOV2A',
          pricing_type: 'fixed_price',
          pricing: { local: { amount: '18.00', currency: 'EUR' } },
          metadata: { cart: '42' },
          payments: [],
          timeline: [{ time, status }],
          created_at: time,
          expires_at: '2026-01-15T16:20:41Z',
        },
      },
      id: '8f4a1c5e-1b2d-4c3e-9f5a-6b7c8d9e0f1a',
      scheduled_for: time,
    },
  };
}
