import { withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

/** What SendGrid is known to send. */
export const sendgridEventNames = [
  'account_status_change',
  'bounce',
  'click',
  'deferred',
  'delivered',
  'dropped',
  'group_resubscribe',
  'group_unsubscribe',
  'open',
  'processed',
  'spamreport',
  'unsubscribe',
] as const;

function sampleOf(event: string, fields: object): Sample {
  return {
    body: [
      {
        email: 'ada@example.com',
        timestamp: 1_760_000_000,
        event,
        'smtp-id': '<14c5d75ce93.dfd.64b469@ismtpd-555>',
        category: ['receipts'],
        sg_event_id: 'ZGVsaXZlcmVkLTAtMTA5OTQ5MTk',
        sg_message_id: '14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.0',
        ...fields,
      },
    ],
  };
}

export const sendgridSamples: Readonly<Record<string, Sample>> = {
  delivered: sampleOf('delivered', { response: '250 OK', tls: 1 }),
  bounce: sampleOf('bounce', { type: 'bounce', reason: '550 5.1.1 no such mailbox', status: '5.1.1' }),
  click: sampleOf('click', { url: 'https://shop.example.com/cups', useragent: 'Mozilla/5.0', ip: '192.0.2.1' }),
  open: sampleOf('open', { useragent: 'Mozilla/5.0', ip: '192.0.2.1', sg_machine_open: false }),
};

/** SendGrid ends a batch with a line break, which is signed too. */
export function freshenSendgrid(sample: Sample, { id, now }: Freshness): Sample {
  const events: readonly unknown[] = Array.isArray(sample.body) ? sample.body : [sample.body];
  const timestamp = Math.floor(now.getTime() / 1_000);
  const fresh = events.map((event) => withFields(event, { sg_event_id: id, timestamp }));
  return { ...sample, body: `${JSON.stringify(fresh)}\r\n` };
}
