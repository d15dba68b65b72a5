import {
  at,
  concat,
  defineReceiver,
  form,
  hmac,
  json,
  multipart,
  ReceiverModule,
  textAt,
  timeAt,
  toleranceOption,
  valueAt,
} from '../kit/index.js';
import { bodyField } from './mailgun.body-field.js';
import { freshenMailgun, mailgunEventNames, mailgunSamples } from './mailgun.samples.js';
import type { ReadEvent } from '../kit/index.js';
import type { MailgunEvents } from './mailgun.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    mailgun: MailgunEvents;
  }
}

const TIMESTAMP = at(bodyField('timestamp'));
const TOLERANCE_SECONDS = 300;

/** Mailgun: events of the mail that was sent, and mail that routes forward. It signs a time and a token, not the body. */
export const mailgun = defineReceiver({
  name: 'mailgun',
  title: 'Mailgun',
  docs: 'https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks',
  assurance: 'signed-partial',
  setup: [
    'Open Send > Webhooks of the domain, copy the HTTP webhook signing key, and give it to this source.',
    'Add a webhook for each event type. URL: the https URL of this source. Press Test webhook.',
    'For mail that comes in: Receiving > Create route, Forward (or Store and notify), and the same URL.',
    'The body itself is not signed: use https only, and keep the URL to yourself.',
  ],
  secret: {
    name: 'signingKey',
    label: 'HTTP webhook signing key',
    help: 'Mailgun makes it: under Webhooks, or API security. It is not the API key.',
  },
  options: [toleranceOption(TOLERANCE_SECONDS)],
  body: [json, form(), multipart()],
  verify: hmac({
    algorithm: 'sha256',
    at: bodyField('signature'),
    signed: concat(TIMESTAMP, at(bodyField('token'))),
    timestamp: { from: TIMESTAMP, unit: 'seconds', toleranceSeconds: TOLERANCE_SECONDS },
  }),
  read(_request, payload) {
    const event = valueAt(payload, 'event-data');
    return event === undefined ? readMail(payload) : readEvent(event);
  },
  events: mailgunEventNames,
  samples: mailgunSamples,
  freshen: freshenMailgun,
});

function readEvent(event: unknown): ReadEvent {
  return {
    id: textAt(event, 'id'),
    type: textAt(event, 'event'),
    subject: textAt(event, 'recipient'),
    time: timeAt(event, 'timestamp'),
  };
}

/** Headers of the mail stand among its fields, so what a sender may write is never taken for the name of an event. */
function readMail(mail: unknown): ReadEvent {
  const messageId = textAt(mail, 'Message-Id');
  const recipient = textAt(mail, 'recipient');
  const seconds = textAt(mail, 'timestamp');
  return {
    // One mail to two addresses is forwarded twice.
    id: messageId === undefined ? textAt(mail, 'token') : `${messageId}:${recipient ?? ''}`,
    type: 'inbound',
    subject: recipient,
    time: seconds === undefined ? undefined : new Date(Number(seconds) * 1_000),
  };
}

export class MailgunReceiverModule extends ReceiverModule(mailgun) {}
