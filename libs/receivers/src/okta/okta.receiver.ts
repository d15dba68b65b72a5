import { defineReceiver, ReceiverModule, textAt, timeAt, valueAt, type WithNames } from '../kit/index.js';
import { tokenInNamedHeader } from './okta.named-header.js';
import { freshenOkta, oktaEventNames, oktaSamples } from './okta.samples.js';
import type { Handshake, ReadEvent } from '../kit/index.js';
import type { OktaEvents } from './okta.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    okta: WithNames<OktaEvents, (typeof oktaEventNames)[number]>;
  }
}

const CHALLENGE = /^[\w .=+/-]{1,256}$/;

const verification: Handshake = {
  name: 'verification',
  isSigned: false,
  answer({ method, headers }) {
    const challenge = headers['x-okta-verification-challenge'];
    if (method !== 'GET' || challenge === undefined || !CHALLENGE.test(challenge)) return null;
    return { status: 200, contentType: 'application/json', body: JSON.stringify({ verification: challenge }) };
  },
};

/** Okta event hooks. They send a secret along, and sign nothing. */
export const okta = defineReceiver({
  name: 'okta',
  title: 'Okta event hooks',
  docs: 'https://developer.okta.com/docs/concepts/event-hooks/',
  assurance: 'authenticated',
  setup: [
    'Invent a long random secret, and give it to this source.',
    'Open Workflow > Event Hooks of the Okta admin console, and create an event hook.',
    'Endpoint URL: the https URL of this source. Authentication field: authorization. Authentication secret: the secret.',
    'Choose the events, save, and press Verify. The challenge is answered here.',
  ],
  secret: {
    name: 'token',
    label: 'Authentication secret',
    help: 'You choose it: a long random text, the same here and in the event hook.',
  },
  options: [
    {
      kind: 'text',
      name: 'header',
      label: 'Authentication field',
      help: 'The header that the event hook sends the secret in (default: authorization).',
      isRequired: false,
    },
  ],
  methods: ['POST', 'GET'],
  verify: tokenInNamedHeader('header'),
  handshakes: [verification],
  read(_request, payload) {
    const events = valueAt(payload, 'data', 'events');
    if (!Array.isArray(events)) throw new Error('there are no events');
    return events.map(readEvent);
  },
  events: oktaEventNames,
  samples: oktaSamples,
  freshen: freshenOkta,
});

function readEvent(event: unknown): ReadEvent {
  return {
    id: textAt(event, 'uuid'),
    type: textAt(event, 'eventType'),
    data: event,
    subject: textAt(event, 'target', '0', 'alternateId') ?? textAt(event, 'actor', 'alternateId'),
    time: timeAt(event, 'published'),
  };
}

export class OktaReceiverModule extends ReceiverModule(okta) {}
