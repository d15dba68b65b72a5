import { defineReceiver, hmac, idAt, numberAt, ReceiverModule, textAt, valueAt, type WithNames } from '../kit/index.js';
import { freshenViber, viberEventNames, viberSamples } from './viber.samples.js';
import type { Handshake } from '../kit/index.js';
import type { ViberEvents } from './viber.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    viber: WithNames<ViberEvents, (typeof viberEventNames)[number]>;
  }
}

/** What `set_webhook` sends to see whether the URL is there. */
const setWebhook: Handshake = {
  name: 'set_webhook',
  isSigned: true,
  answer: (_request, payload) => (valueAt(payload, 'event') === 'webhook' ? { status: 200 } : null),
};

/** Viber's REST Bot API. */
export const viber = defineReceiver({
  name: 'viber',
  title: 'Viber',
  docs: 'https://developers.viber.com/docs/api/rest-bot-api/#callbacks',
  assurance: 'signed-body',
  setup: [
    'Open the bot in the Viber Admin Panel, copy its token, and give it to this source.',
    'POST https://chatapi.viber.com/pa/set_webhook with the header X-Viber-Auth-Token.',
    'Body: url (the https URL of this source) and event_types. Viber tries the URL at once.',
    'Write to the bot. The message arrives here as viber.message.',
  ],
  secret: {
    name: 'authToken',
    label: 'Token',
    help: 'Viber makes it: on the page of the bot in the Viber Admin Panel.',
  },
  verify: hmac({ algorithm: 'sha256', header: 'x-viber-content-signature' }),
  handshakes: [setWebhook],
  read(_request, payload) {
    const type = textAt(payload, 'event');
    const token = idAt(payload, 'message_token');
    const isMessage = type === 'message';
    const milliseconds = numberAt(payload, 'timestamp');
    return {
      // That a message was delivered and seen is told with the token of the message.
      id: token === undefined || type === undefined || isMessage ? token : `${token}:${type}`,
      // A broadcast has one token for all who get it.
      scope: textAt(payload, 'user_id'),
      type,
      subject: textAt(payload, 'sender', 'id') ?? textAt(payload, 'user', 'id') ?? textAt(payload, 'user_id'),
      time: milliseconds === undefined ? undefined : new Date(milliseconds),
    };
  },
  events: viberEventNames,
  samples: viberSamples,
  freshen: freshenViber,
});

export class ViberReceiverModule extends ReceiverModule(viber) {}
