import type { Sample } from '../kit/index.js';

/** What DocuSign Connect is known to send. */
export const docusignEventNames = [
  'envelope-completed',
  'envelope-corrected',
  'envelope-created',
  'envelope-declined',
  'envelope-deleted',
  'envelope-delivered',
  'envelope-discard',
  'envelope-purge',
  'envelope-resent',
  'envelope-sent',
  'envelope-signed',
  'envelope-timedout',
  'envelope-voided',
  'recipient-authenticationfailed',
  'recipient-autoresponded',
  'recipient-completed',
  'recipient-declined',
  'recipient-delegate',
  'recipient-delivered',
  'recipient-finish-later',
  'recipient-reassign',
  'recipient-resent',
  'recipient-sent',
  'template-created',
  'template-deleted',
  'template-modified',
] as const;

function eventOf(event: string, status: string): Sample {
  return {
    body: {
      event,
      apiVersion: 'v2.1',
      uri: '/restapi/v2.1/accounts/26d153dc/envelopes/12c5df6c',
      retryCount: 0,
      configurationId: 10_226_846,
      generatedDateTime: '2025-10-09T08:53:20.4710000Z',
      data: {
        accountId: '26d153dc-4d4b-4d7e-9a8b-0c1d2e3f4a5b',
        userId: 'a8e5d37a-696c-4c54-adb5-b3f28d64c7de',
        envelopeId: '12c5df6c-8a3b-4f0e-9c1d-2e3f4a5b6c7d',
        envelopeSummary: {
          status,
          emailSubject: 'Please sign: contract',
          sender: { userName: 'Ada Lovelace', email: 'ada@example.org' },
          createdDateTime: '2025-10-09T08:50:00.0000000Z',
        },
      },
    },
  };
}

export const docusignSamples: Readonly<Record<string, Sample>> = {
  'envelope-sent': eventOf('envelope-sent', 'sent'),
  'envelope-completed': eventOf('envelope-completed', 'completed'),
};
