import { STANDARD_TOLERANCE_SECONDS } from '../kit/built-in.js';
import {
  defineReceiver,
  ReceiverModule,
  standardWebhooks,
  textAt,
  timeAt,
  toleranceOption,
  withFields,
  type WithNames,
} from '../kit/index.js';
import { resendEventNames, resendSamples } from './resend.samples.js';
import type { ResendEvent, ResendEvents } from './resend.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    resend: WithNames<ResendEvents, (typeof resendEventNames)[number], ResendEvent<string, unknown>>;
  }
}

/** Resend: what became of mails, contacts and domains, sent through Svix. */
export const resend = defineReceiver({
  name: 'resend',
  title: 'Resend',
  docs: 'https://resend.com/docs/webhooks/verify-webhooks-requests',
  assurance: 'signed-body',
  setup: [
    'Open resend.com/webhooks, and add a webhook.',
    'Endpoint URL: the URL of this source.',
    'Choose the events, and add it.',
    'Copy the Signing Secret (whsec_…) of the webhook and give it to this source, whole.',
  ],
  secret: {
    name: 'secret',
    label: 'Signing Secret',
    help: 'Resend makes it: whsec_…, on the page of the webhook.',
  },
  options: [toleranceOption(STANDARD_TOLERANCE_SECONDS)],
  verify: standardWebhooks({ headerPrefix: 'svix' }),
  read: ({ headers }, payload) => ({
    id: headers['svix-id'],
    type: textAt(payload, 'type'),
    subject: textAt(payload, 'data', 'email_id') ?? textAt(payload, 'data', 'id'),
    time: timeAt(payload, 'created_at'),
  }),
  freshen: (sample, { id, now }) => ({
    ...sample,
    headers: { ...sample.headers, 'svix-id': `msg_${id}` },
    body: withFields(sample.body, { created_at: now.toISOString() }),
  }),
  events: resendEventNames,
  samples: resendSamples,
});

export class ResendReceiverModule extends ReceiverModule(resend) {}
