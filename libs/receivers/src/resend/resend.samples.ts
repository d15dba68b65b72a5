import type { Sample } from '../kit/index.js';

/** What Resend is known to send. */
export const resendEventNames = [
  'contact.created',
  'contact.deleted',
  'contact.updated',
  'domain.created',
  'domain.deleted',
  'domain.updated',
  'email.bounced',
  'email.clicked',
  'email.complained',
  'email.delivered',
  'email.delivery_delayed',
  'email.failed',
  'email.opened',
  'email.received',
  'email.scheduled',
  'email.sent',
  'email.suppressed',
] as const;

const EMAIL = {
  email_id: '56761188-7520-42d8-8898-ff6fc54ce618',
  from: 'Acme <hello@example.com>',
  to: ['ada@example.org'],
  subject: 'Your order',
  created_at: '2025-10-09T08:53:15.000Z',
};

export const resendSamples: Readonly<Record<string, Sample>> = {
  'email.delivered': { body: { type: 'email.delivered', created_at: '2025-10-09T08:53:20.000Z', data: EMAIL } },
  'email.bounced': {
    body: {
      type: 'email.bounced',
      created_at: '2025-10-09T08:53:20.000Z',
      data: {
        ...EMAIL,
        bounce: { message: 'The mailbox does not exist.', type: 'Permanent', subType: 'General' },
      },
    },
  },
};
