import {
  concat,
  defineReceiver,
  form,
  hmac,
  ReceiverModule,
  textAt,
  timeAt,
  valueAt,
  type ReadEvent,
  type WithNames,
} from '../kit/index.js';
import { mandrillEventNames } from './mandrill.event-names.js';
import { freshenMandrill, mandrillSamples } from './mandrill.samples.js';
import { enteredUrl, sortedForm } from './mandrill.signed-form.js';
import type { InboundRequest } from '@kanca/core';
import type { MandrillEvents } from './mandrill.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    mandrill: WithNames<MandrillEvents, (typeof mandrillEventNames)[number]>;
  }
}

/** The batch without events that Mandrill tries a URL with, before there is a key to sign it. */
const EMPTY_BATCHES = ['mandrill_events=%5B%5D', 'mandrill_events=[]'].map((text) => Buffer.from(text));

/** Mailchimp Transactional, once Mandrill: what becomes of the mail that is sent, and mail that comes in. */
export const mandrill = defineReceiver({
  name: 'mandrill',
  title: 'Mailchimp Transactional (Mandrill)',
  docs: 'https://mailchimp.com/developer/transactional/guides/track-respond-activity-webhooks/#authenticating-webhook-requests',
  // The fields are signed, and not how they are written.
  assurance: 'signed-partial',
  setup: [
    'Open Settings > Webhooks of Mailchimp Transactional, and add a webhook.',
    'Post to URL: the URL of this source. Mandrill calls it at once, and saves it only if this source answers.',
    'Choose the events and save.',
    'View the key of the webhook in the list, and give it to this source.',
    'If the URL that you entered is not the public URL of this hub, write it into the option URL, to the letter.',
  ],
  secret: {
    name: 'webhookKey',
    label: 'Webhook key',
    help: 'Mandrill makes it: View Key, in the list of webhooks. Every webhook has its own.',
  },
  options: [
    {
      kind: 'text',
      name: 'url',
      label: 'URL',
      help: 'The URL exactly as it was entered at Mandrill, if it is not the public URL of this source.',
      isRequired: false,
    },
  ],
  methods: ['POST', 'HEAD'],
  body: [form({ jsonField: 'mandrill_events' })],
  // Mandrill knows no better hash; SHA-1 is still sound inside an HMAC.
  verify: hmac({
    algorithm: 'sha1',
    header: 'x-mandrill-signature',
    encoding: 'base64',
    signed: concat(enteredUrl, sortedForm),
  }),
  handshakes: [
    { name: 'url_check', isSigned: false, answer: (request) => (isUrlCheck(request) ? { status: 200 } : null) },
  ],
  read: (_request, payload) => (Array.isArray(payload) ? payload.map(eventOf) : { id: undefined, type: undefined }),
  events: mandrillEventNames,
  samples: mandrillSamples,
  freshen: freshenMandrill,
});

export class MandrillReceiverModule extends ReceiverModule(mandrill) {}

function eventOf(data: unknown): ReadEvent {
  const id = textAt(data, '_id');
  const type = typeOf(data);
  return {
    id: id === undefined ? undefined : [id, type, valueAt(data, 'ts')].join(':'),
    type,
    subject: textAt(data, 'msg', 'email') ?? textAt(data, 'reject', 'email') ?? textAt(data, 'entry', 'email'),
    time: timeAt(data, 'ts'),
    data,
  };
}

/** What happens to messages is an event; what happens to the lists of addresses has a type and an action instead. */
function typeOf(data: unknown): string | undefined {
  const list = textAt(data, 'type');
  const action = textAt(data, 'action');
  const ofList = list === undefined || action === undefined ? undefined : `${list}.${action}`;
  return textAt(data, 'event') ?? ofList;
}

function isUrlCheck({ method, body }: InboundRequest): boolean {
  return method === 'HEAD' || EMPTY_BATCHES.some((empty) => empty.equals(body));
}
