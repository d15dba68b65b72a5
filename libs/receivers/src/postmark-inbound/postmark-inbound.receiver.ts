import {
  basic,
  defineReceiver,
  inQuery,
  oneOf,
  ReceiverModule,
  textAt,
  timeAt,
  token,
  withFields,
} from '../kit/index.js';
import { postmarkInboundEventNames, postmarkInboundSamples } from './postmark-inbound.samples.js';
import type { PostmarkInboundEvents } from './postmark-inbound.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    'postmark-inbound': PostmarkInboundEvents;
  }
}

/** Postmark Inbound: mail that comes in, with its attachments. Postmark signs nothing. */
export const postmarkInbound = defineReceiver({
  name: 'postmark-inbound',
  title: 'Postmark Inbound',
  docs: 'https://postmarkapp.com/developer/webhooks/inbound-webhook',
  assurance: 'authenticated',
  setup: [
    'Invent a user name and a long random password of letters and digits, and give both to this source.',
    'Open the server, its inbound message stream, and Settings.',
    'Webhook: the https URL of this source with the two in it, https://user:password@hub.example.com/….',
    'Instead of a password: ?code= and the secret at the end of the URL.',
    'Press Check, and save. A mail to the inbound address arrives here as postmark-inbound.inbound.',
  ],
  secret: {
    name: 'password',
    alsoNamed: ['code'],
    label: 'Password',
    help: 'You choose it: a long random text, the same here and in the webhook URL.',
  },
  options: [
    {
      kind: 'text',
      name: 'username',
      label: 'User name',
      help: 'The user name in the webhook URL. Not needed with ?code=.',
      isRequired: false,
    },
  ],
  verify: oneOf(basic(), token(inQuery('code'))),
  read: (_request, payload) => ({
    id: textAt(payload, 'MessageID'),
    type: 'inbound',
    subject: textAt(payload, 'OriginalRecipient') ?? textAt(payload, 'To'),
    time: timeAt(payload, 'Date'),
  }),
  events: postmarkInboundEventNames,
  samples: postmarkInboundSamples,
  freshen: (sample, { id, now }) => ({
    ...sample,
    body: withFields(sample.body, { MessageID: id, Date: now.toUTCString() }),
  }),
});

export class PostmarkInboundReceiverModule extends ReceiverModule(postmarkInbound) {}
