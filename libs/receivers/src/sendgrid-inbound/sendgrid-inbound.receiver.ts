import { defineReceiver, multipart, ReceiverModule, textAt, toleranceOption, utcTime } from '../kit/index.js';
import { codeOrSignature, TOLERANCE_SECONDS } from './sendgrid-inbound.code-or-signature.js';
import { mailHeader } from './sendgrid-inbound.mail-headers.js';
import {
  freshenSendgridInbound,
  sendgridInboundEventNames,
  sendgridInboundSamples,
} from './sendgrid-inbound.samples.js';
import type { SendgridInboundEvents } from './sendgrid-inbound.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    'sendgrid-inbound': SendgridInboundEvents;
  }
}

/** SendGrid's Inbound Parse: mail that comes in, with its attachments. Unsigned unless a security policy is attached. */
export const sendgridInbound = defineReceiver({
  name: 'sendgrid-inbound',
  title: 'SendGrid Inbound Parse',
  docs: 'https://www.twilio.com/docs/sendgrid/for-developers/parsing-email/securing-your-parse-webhooks',
  assurance: 'url-secret',
  setup: [
    'Invent a long random code of letters and digits, and give it to this source.',
    'Point the MX record of a subdomain to mx.sendgrid.net.',
    'Open Settings > Inbound Parse, and add that host.',
    'Destination URL: the https URL of this source with ?code= and the code at its end. Raw or parsed, both are read.',
    'Better: attach a security policy with a signature, and give its public key to this source instead of the code.',
  ],
  secret: {
    name: 'code',
    alsoNamed: ['publicKey'],
    label: 'Code or public key',
    help: 'You choose the code: a long random text in the URL (?code=…). Or the public key of the security policy.',
  },
  options: [toleranceOption(TOLERANCE_SECONDS)],
  body: [multipart({ charsetsField: 'charsets' })],
  verify: codeOrSignature,
  read(_request, payload) {
    const mail = textAt(payload, 'headers') ?? textAt(payload, 'email') ?? '';
    const date = mailHeader(mail, 'Date');
    return {
      id: mailHeader(mail, 'Message-ID'),
      // The id is the sender's to choose, and a mail comes once for each of its recipients.
      scope: `${textAt(payload, 'from') ?? ''} ${textAt(payload, 'envelope') ?? ''}`,
      type: 'inbound',
      subject: textAt(payload, 'to'),
      time: date === undefined ? undefined : utcTime(date),
    };
  },
  events: sendgridInboundEventNames,
  samples: sendgridInboundSamples,
  freshen: freshenSendgridInbound,
});

export class SendgridInboundReceiverModule extends ReceiverModule(sendgridInbound) {}
