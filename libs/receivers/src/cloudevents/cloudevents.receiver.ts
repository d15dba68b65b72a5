import { anyText } from '../kit/built-in.js';
import { defineReceiver, inHeader, inQuery, json, oneOf, ReceiverModule, token } from '../kit/index.js';
import { consent } from './cloudevents.handshakes.js';
import { readCloudEvents } from './cloudevents.reading.js';
import { cloudeventsSamples, freshenCloudEvent } from './cloudevents.samples.js';
import type { CloudeventsEvents } from './cloudevents.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    cloudevents: CloudeventsEvents;
  }
}

/** Anything that sends CloudEvents 1.0 over HTTP: structured, binary or batched, with the consent of OPTIONS. */
export const cloudevents = defineReceiver({
  name: 'cloudevents',
  title: 'CloudEvents',
  docs: 'https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/http-webhook.md',
  assurance: 'authenticated',
  setup: [
    'Choose a long random access token and give it to this source.',
    'Give the sender the URL of this source, and the token: as Authorization: Bearer <token>, or as ?access_token=<token> in the URL.',
    'If the sender asks for consent first (OPTIONS), list its origin under allowed origins.',
  ],
  secret: {
    name: 'accessToken',
    alsoNamed: ['code'],
    label: 'Access token',
    help: 'You choose it: a long random text, the same here and at the sender. CloudEvents are not signed: this is all that protects them.',
  },
  options: [
    {
      kind: 'list',
      name: 'allowedOrigins',
      label: 'Allowed origins',
      help: 'Senders that may send after asking with OPTIONS, by their DNS names in lower case; * for any.',
      isRequired: false,
    },
  ],
  methods: ['POST', 'OPTIONS'],
  body: [json, anyText],
  // In binary mode `data` is optional, and the event is in the headers.
  isBodyOptional: true,
  verify: oneOf(token(inHeader('authorization', 'Bearer ')), token(inQuery('access_token')), token(inQuery('code'))),
  handshakes: [consent],
  read: readCloudEvents,
  events: Object.keys(cloudeventsSamples),
  samples: cloudeventsSamples,
  freshen: freshenCloudEvent,
});

export class CloudeventsReceiverModule extends ReceiverModule(cloudevents) {}
