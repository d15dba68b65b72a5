import { withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

const OF_ENTITIES = {
  address: ['created', 'updated'],
  adjustment: ['created', 'updated'],
  business: ['created', 'updated'],
  customer: ['created', 'updated'],
  discount: ['created', 'updated'],
  payout: ['created', 'paid'],
  price: ['created', 'updated'],
  product: ['created', 'updated'],
  subscription: ['activated', 'canceled', 'created', 'past_due', 'paused', 'resumed', 'trialing', 'updated'],
  transaction: ['billed', 'canceled', 'completed', 'created', 'paid', 'past_due', 'payment_failed', 'ready', 'updated'],
} as const;

type Entity = keyof typeof OF_ENTITIES;
type Name = { [E in Entity]: `${E}.${(typeof OF_ENTITIES)[E][number]}` }[Entity];

/** What Paddle Billing sends, as far as most accounts meet it. */
export const paddleEventNames = Object.entries(OF_ENTITIES).flatMap(([entity, events]) =>
  events.map((event) => `${entity}.${event}`),
) as readonly Name[];

export const paddleSamples: Readonly<Record<string, Sample>> = {
  'transaction.completed': sampleOf('transaction.completed', {
    id: 'txn_01hv8wptq8987qeep44cyrewp9',
    status: 'completed',
    customer_id: 'ctm_01hv6y1jedq4p1n0yqn5ba3ky4',
    subscription_id: null,
    invoice_number: '325-10566',
    currency_code: 'EUR',
    origin: 'web',
    custom_data: { cart: '42' },
    items: [],
    details: { totals: { total: '1990', currency_code: 'EUR' } },
    billed_at: '2026-01-15T15:20:40.000Z',
    created_at: '2026-01-15T15:19:00.000Z',
    updated_at: '2026-01-15T15:20:41.000Z',
  }),
  'subscription.canceled': sampleOf('subscription.canceled', {
    id: 'sub_01hv8x29kz0t586xy6zn1a62ny',
    status: 'canceled',
    customer_id: 'ctm_01hv6y1jedq4p1n0yqn5ba3ky4',
    currency_code: 'EUR',
    next_billed_at: null,
    started_at: '2025-01-15T15:20:41.000Z',
    canceled_at: '2026-01-15T15:20:41.000Z',
    custom_data: null,
    items: [],
  }),
};

export function freshenPaddle(sample: Sample, { id, now }: Freshness): Sample {
  const fresh = { event_id: `evt_${id}`, notification_id: `ntf_${id}`, occurred_at: now.toISOString() };
  return { ...sample, body: withFields(sample.body, fresh) };
}

function sampleOf(type: string, data: object): Sample {
  return {
    body: {
      event_id: 'evt_01hv8x2axb1ggx2h9ck1xmrqpd',
      event_type: type,
      occurred_at: '2026-01-15T15:20:41.000Z',
      notification_id: 'ntf_01hv8x2b0q5hz8a8c8rnxwyvmg',
      data,
    },
  };
}
