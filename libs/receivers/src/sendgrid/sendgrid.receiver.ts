import {
  body,
  concat,
  defineReceiver,
  header,
  publicKey,
  ReceiverModule,
  textAt,
  timeAt,
  toleranceOption,
  type WithNames,
} from '../kit/index.js';
import { freshenSendgrid, sendgridEventNames, sendgridSamples } from './sendgrid.samples.js';
import type { ReadEvent } from '../kit/index.js';
import type { SendgridEvents } from './sendgrid.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    sendgrid: WithNames<SendgridEvents, (typeof sendgridEventNames)[number]>;
  }
}

const TIMESTAMP = header('x-twilio-email-event-webhook-timestamp');
const TOLERANCE_SECONDS = 600;

/** SendGrid's Event Webhook: what became of the mail that was sent, in batches. Mail that comes in is `sendgrid-inbound`. */
export const sendgrid = defineReceiver({
  name: 'sendgrid',
  title: 'SendGrid Event Webhook',
  docs: 'https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features',
  assurance: 'signed-body',
  setup: [
    'Open Settings > Mail Settings > Event Webhooks, and create a webhook.',
    'Post URL: the https URL of this source. Choose the events.',
    'Security features: enable Signed Event Webhook, and save.',
    'Open the webhook again, copy its verification key (the public key), and give it to this source.',
    'Press Test Integration. The examples arrive here one by one.',
    'SendGrid tries again for a day with the old time: a tolerance of 86400 seconds lets such retries in.',
  ],
  secret: {
    name: 'publicKey',
    label: 'Verification key',
    help: 'SendGrid makes it: the public key under Security features of the webhook, which begins with MFkw.',
  },
  options: [toleranceOption(TOLERANCE_SECONDS)],
  verify: publicKey({
    algorithm: 'ecdsa-sha256',
    header: 'x-twilio-email-event-webhook-signature',
    encoding: 'base64',
    signed: concat(TIMESTAMP, body),
    timestamp: { from: TIMESTAMP, unit: 'seconds', toleranceSeconds: TOLERANCE_SECONDS },
  }),
  read: (_request, payload) => (Array.isArray(payload) ? payload.map(readEvent) : readEvent(payload)),
  events: sendgridEventNames,
  samples: sendgridSamples,
  freshen: freshenSendgrid,
});

function readEvent(event: unknown): ReadEvent {
  return {
    id: textAt(event, 'sg_event_id'),
    type: textAt(event, 'event'),
    data: event,
    subject: textAt(event, 'email'),
    time: timeAt(event, 'timestamp'),
  };
}

export class SendgridReceiverModule extends ReceiverModule(sendgrid) {}
