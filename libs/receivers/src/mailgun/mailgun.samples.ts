import { valueAt, withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

/** What Mailgun is known to send: events, and mail that comes in. */
export const mailgunEventNames: readonly string[] = [
  'accepted',
  'clicked',
  'complained',
  'delivered',
  'failed',
  'inbound',
  'opened',
  'rejected',
  'stored',
  'unsubscribed',
];

function sampleOf(event: string, fields: object): Sample {
  return {
    body: {
      signature: { token: 'a8ce0edb2dd8301dee6c2405235584e45aa91d1e9f979f3de0' },
      'event-data': {
        event,
        id: 'CPgfbmQMTCKtHW6uIWtuVe',
        timestamp: 1_760_000_000.5,
        recipient: 'ada@example.com',
        'recipient-domain': 'example.com',
        'log-level': 'info',
        tags: ['receipt'],
        'user-variables': { order: '6735' },
        message: {
          headers: {
            to: 'ada@example.com',
            from: 'shop@example.com',
            subject: 'Your receipt',
            'message-id': 'm@example.com',
          },
          attachments: [],
          size: 111,
        },
        ...fields,
      },
    },
  };
}

export const mailgunSamples: Readonly<Record<string, Sample>> = {
  delivered: sampleOf('delivered', {
    'delivery-status': { code: 250, message: 'OK', 'attempt-no': 1, 'mx-host': 'mx.example.com', tls: true },
  }),
  failed: sampleOf('failed', {
    'log-level': 'error',
    severity: 'permanent',
    reason: 'bounce',
    'delivery-status': { code: 550, message: '5.1.1 no such mailbox', 'attempt-no': 1 },
  }),
  clicked: sampleOf('clicked', { url: 'https://shop.example.com/cups', ip: '192.0.2.1' }),
  inbound: {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      recipient: 'orders@shop.example.com',
      sender: 'ada@example.com',
      from: 'Ada Lovelace <ada@example.com>',
      subject: 'Where are my cups?',
      'body-plain': 'They have not come yet.',
      'stripped-text': 'They have not come yet.',
      'message-headers': '[["Message-Id","<c0ffee@example.com>"]]',
      'Message-Id': '<c0ffee@example.com>',
      token: 'a8ce0edb2dd8301dee6c2405235584e45aa91d1e9f979f3de0',
    }).toString(),
  },
};

/** An event has its id and time in the JSON, a mail has its id among its fields. The signature brings its own time. */
export function freshenMailgun(sample: Sample, { id, now }: Freshness): Sample {
  if (typeof sample.body === 'string') {
    const fields = new URLSearchParams(sample.body);
    fields.set('Message-Id', `<${id}@example.com>`);
    return { ...sample, body: fields.toString() };
  }
  const event = withFields(valueAt(sample.body, 'event-data'), { id, timestamp: now.getTime() / 1_000 });
  return { ...sample, body: withFields(sample.body, { 'event-data': event }) };
}
