import {
  basic,
  defineReceiver,
  idAt,
  inHeader,
  inQuery,
  oneOf,
  ReceiverModule,
  textAt,
  token,
  withFields,
  type WithNames,
  utcTime,
} from '../kit/index.js';
import { postmarkEventNames, postmarkSamples } from './postmark.samples.js';
import type { PostmarkEvents } from './postmark.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    postmark: WithNames<PostmarkEvents, (typeof postmarkEventNames)[number]>;
  }
}

/** Postmark: what became of the mail that was sent. Mail that comes in is `postmark-inbound`. It signs nothing. */
export const postmark = defineReceiver({
  name: 'postmark',
  title: 'Postmark',
  docs: 'https://postmarkapp.com/developer/webhooks/webhooks-overview',
  assurance: 'authenticated',
  setup: [
    'Invent a user name and a long random password, and give both to this source.',
    'Open the server, a message stream, and its Webhooks tab, and add a webhook.',
    'Webhook URL: the https URL of this source. Basic auth credentials: the user name and the password.',
    'Choose the events, press Send test, and save.',
    'Instead of a password: ?code= and the secret at the end of the URL, or a custom header x-webhook-token.',
  ],
  secret: {
    name: 'password',
    alsoNamed: ['code'],
    label: 'Password',
    help: 'You choose it: a long random text, the same here and in the webhook.',
  },
  options: [
    {
      kind: 'text',
      name: 'username',
      label: 'User name',
      help: 'The user name of the basic auth credentials. Not needed with ?code= or a header.',
      isRequired: false,
    },
  ],
  verify: oneOf(basic(), token(inQuery('code')), token(inHeader('x-webhook-token'))),
  read(_request, payload) {
    const type = textAt(payload, 'RecordType');
    const recipient = textAt(payload, 'Recipient') ?? textAt(payload, 'Email');
    const at = timeTextOf(payload);
    // A message is delivered once to each recipient, and opened many times: only bounces and complaints have a number.
    const rest = idAt(payload, 'ID') ?? [recipient, at].filter((part) => part !== undefined).join(':');
    const message = textAt(payload, 'MessageID');
    return {
      id: message === undefined || type === undefined ? undefined : `${message}:${type}:${rest}`,
      type,
      subject: recipient,
      time: at === undefined ? undefined : utcTime(at),
    };
  },
  events: postmarkEventNames,
  samples: postmarkSamples,
  freshen: (sample, { id }) => ({ ...sample, body: withFields(sample.body, { MessageID: id }) }),
});

function timeTextOf(payload: unknown): string | undefined {
  for (const name of ['BouncedAt', 'DeliveredAt', 'ReceivedAt', 'ChangedAt']) {
    const at = textAt(payload, name);
    if (at !== undefined) return at;
  }
  return undefined;
}

export class PostmarkReceiverModule extends ReceiverModule(postmark) {}
