import { withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

/** What Vonage is known to send: messages that come in, and how messages and calls stand. */
export const vonageEventNames: readonly string[] = [
  'inbound',
  'status.answered',
  'status.busy',
  'status.cancelled',
  'status.completed',
  'status.delivered',
  'status.failed',
  'status.read',
  'status.rejected',
  'status.ringing',
  'status.started',
  'status.submitted',
  'status.timeout',
  'status.undeliverable',
];

const message = {
  message_uuid: 'aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab',
  to: '447700900000',
  from: '447700900001',
  timestamp: '2026-01-15T08:53:20.000Z',
  channel: 'sms',
};

export const vonageSamples: Readonly<Record<string, Sample>> = {
  'status.delivered': { body: { ...message, status: 'delivered' } },
  inbound: { body: { ...message, message_type: 'text', text: 'Two cups, please' } },
};

export function freshenVonage(sample: Sample, { id, now }: Freshness): Sample {
  return { ...sample, body: withFields(sample.body, { message_uuid: id, timestamp: now.toISOString() }) };
}
