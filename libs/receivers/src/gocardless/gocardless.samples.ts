import { valueAt, withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

const OF_RESOURCES = {
  billing_requests: ['cancelled', 'created', 'fulfilled'],
  creditors: ['updated'],
  instalment_schedules: ['cancelled', 'completed', 'created', 'errored'],
  mandates: ['active', 'cancelled', 'created', 'expired', 'failed', 'reinstated', 'replaced', 'submitted'],
  payments: [
    'cancelled',
    'charged_back',
    'confirmed',
    'created',
    'customer_approval_granted',
    'failed',
    'late_failure_settled',
    'paid_out',
    'resubmission_requested',
    'submitted',
  ],
  payouts: ['fx_rate_confirmed', 'paid'],
  refunds: ['created', 'failed', 'paid', 'refund_settled'],
  subscriptions: ['amended', 'cancelled', 'created', 'customer_approval_granted', 'finished', 'payment_created'],
} as const;

type Resource = keyof typeof OF_RESOURCES;
type Name = { [R in Resource]: `${R}.${(typeof OF_RESOURCES)[R][number]}` }[Resource];

/** What GoCardless sends, as far as most accounts meet it. */
export const gocardlessEventNames = Object.entries(OF_RESOURCES).flatMap(([resource, actions]) =>
  actions.map((action) => `${resource}.${action}`),
) as readonly Name[];

export const gocardlessSamples: Readonly<Record<string, Sample>> = {
  'payments.confirmed': sampleOf('payments', 'confirmed', { payment: 'PM00AB123' }),
  'mandates.cancelled': sampleOf('mandates', 'cancelled', { mandate: 'MD00AB123' }),
};

/** Each event of the batch with an id and a time of its own. */
export function freshenGocardless(sample: Sample, { id, now }: Freshness): Sample {
  const events = valueAt(sample.body, 'events');
  const fresh = { id: `EV${id}`, created_at: now.toISOString() };
  const renewed = Array.isArray(events) ? events.map((event) => withFields(event, fresh)) : [];
  return { ...sample, body: withFields(sample.body, { events: renewed }) };
}

function sampleOf(resource: string, action: string, links: object): Sample {
  const details = { origin: 'gocardless', cause: `${resource}_${action}`, description: 'An invented event.' };
  const event = {
    id: 'EV00AB123',
    created_at: '2026-01-15T15:20:41.000Z',
    resource_type: resource,
    action,
    links,
    details,
    metadata: {},
  };
  return { body: { events: [event], meta: { webhook_id: 'WB00AB123' } } };
}
