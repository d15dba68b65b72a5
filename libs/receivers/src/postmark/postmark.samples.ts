import type { Sample } from '../kit/index.js';

/** What Postmark is known to send. */
export const postmarkEventNames = [
  'Bounce',
  'Click',
  'Delivery',
  'Open',
  'SMTPApiError',
  'SpamComplaint',
  'SubscriptionChange',
] as const;

function sampleOf(recordType: string, fields: object): Sample {
  return {
    body: {
      RecordType: recordType,
      ServerID: 23,
      MessageStream: 'outbound',
      MessageID: '883953f4-6105-42a2-a16a-77a8eac79483',
      Tag: 'receipt',
      Metadata: { order: '6735' },
      ...fields,
    },
  };
}

const client = { Name: 'Firefox', Company: 'Mozilla', Family: 'Firefox' };
const system = { Name: 'Linux', Company: '', Family: 'Linux' };

export const postmarkSamples: Readonly<Record<string, Sample>> = {
  Delivery: sampleOf('Delivery', {
    Recipient: 'ada@example.com',
    DeliveredAt: '2026-01-15T08:53:20Z',
    Details: 'Message delivered',
  }),
  Bounce: sampleOf('Bounce', {
    ID: 42,
    Type: 'HardBounce',
    TypeCode: 1,
    Name: 'Hard bounce',
    Description: 'The server was unable to deliver your message (ex: unknown user, mailbox not found).',
    Details: 'smtp;550 5.1.1 no such mailbox',
    Email: 'ada@example.com',
    From: 'shop@example.com',
    BouncedAt: '2026-01-15T08:53:20Z',
    DumpAvailable: true,
    Inactive: true,
    CanActivate: true,
    Subject: 'Your receipt',
  }),
  Open: sampleOf('Open', {
    Recipient: 'ada@example.com',
    FirstOpen: true,
    ReceivedAt: '2026-01-15T08:53:20Z',
    UserAgent: 'Mozilla/5.0',
    Platform: 'Desktop',
    Client: client,
    OS: system,
    Geo: { CountryISOCode: 'CH', City: 'Zürich' },
  }),
  SubscriptionChange: sampleOf('SubscriptionChange', {
    Recipient: 'ada@example.com',
    ChangedAt: '2026-01-15T08:53:20Z',
    Origin: 'Recipient',
    SuppressSending: true,
    SuppressionReason: 'ManualSuppression',
  }),
};
