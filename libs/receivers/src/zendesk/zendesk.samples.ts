import { withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

const ticket = {
  id: '35',
  subject: 'The tens are lost',
  description: '9 + 1 gives 0.',
  status: 'OPEN',
  custom_status: '7000123',
  type: 'PROBLEM',
  priority: 'HIGH',
  requester_id: '8659716',
  submitter_id: '8659716',
  assignee_id: '8659700',
  group_id: '98738',
  organization_id: null,
  brand_id: '123456789',
  external_id: null,
  tags: ['engine'],
  via: { channel: 'web_service' },
  is_public: true,
  created_at: '2026-01-15T15:20:41Z',
  updated_at: '2026-01-15T15:20:41Z',
};

const comment = {
  id: '401245',
  body: 'And the hundreds?',
  is_public: true,
  author: { id: '8659716', name: 'Ada Lovelace', is_staff: false },
};

export const zendeskSamples: Readonly<Record<string, Sample>> = {
  'zen:event-type:ticket.created': ticketSample('created', {}),
  'zen:event-type:ticket.status_changed': ticketSample('status_changed', { current: 'OPEN', previous: 'NEW' }),
  'zen:event-type:ticket.comment_added': ticketSample('comment_added', { comment }),
  change: {
    headers: headersOf('01J0000000000000000000000A'),
    body: { ticket_id: '35', title: 'The tens are lost', status: 'Open' },
  },
};

/** Events have an id and a time of their own; what a trigger sends is told by the header alone. */
export function freshenZendesk(sample: Sample, { id, now }: Freshness): Sample {
  const isEvent = typeof sample.body === 'object' && sample.body !== null && 'zendesk_event_version' in sample.body;
  return {
    ...sample,
    headers: headersOf(id),
    body: isEvent ? withFields(sample.body, { id, time: now.toISOString() }) : sample.body,
  };
}

function ticketSample(name: string, event: object): Sample {
  return {
    headers: headersOf('01J0000000000000000000000A'),
    body: {
      id: '2b24ef10-19d3-4740-93cf-8f98ec4776c0',
      type: `zen:event-type:ticket.${name}`,
      account_id: 12_514_403,
      subject: 'zen:ticket:35',
      time: '2026-01-15T15:20:41.000Z',
      zendesk_event_version: '2022-11-06',
      detail: ticket,
      event,
    },
  };
}

function headersOf(invocation: string): Readonly<Record<string, string>> {
  return {
    'x-zendesk-account-id': '12514403',
    'x-zendesk-webhook-id': '01J0000000000000000000000W',
    'x-zendesk-webhook-invocation-id': invocation,
  };
}
