import { body, concat, defineReceiver, hmac, ReceiverModule, textAt, timeAt, type WithNames } from '../kit/index.js';
import { callbackUrl } from './trello.callback-url.js';
import { trelloEventNames } from './trello.event-names.js';
import { freshenTrello, trelloSamples } from './trello.samples.js';
import type { TrelloEvents } from './trello.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    trello: WithNames<TrelloEvents, (typeof trelloEventNames)[number]>;
  }
}

/** Trello: what happens on the boards, lists, cards and members that are watched. */
export const trello = defineReceiver({
  name: 'trello',
  title: 'Trello',
  docs: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/webhooks/#webhook-signatures',
  assurance: 'signed-body',
  setup: [
    'Open your Power-Up at trello.com/power-ups/admin, API key, and give its Secret to this source.',
    'Make a token with the link on the same page.',
    'POST to https://api.trello.com/1/webhooks with key, token, idModel (the board) and callbackURL (the URL of this source).',
    'Trello calls the URL at once, and makes the webhook only if this source answers.',
    'If the URL that you registered is not the public URL of this hub, write it into the option Callback URL.',
  ],
  secret: {
    name: 'secret',
    label: 'Secret',
    help: 'Trello makes it: below the API key of your Power-Up. It is not the token.',
  },
  options: [
    {
      kind: 'text',
      name: 'callbackUrl',
      label: 'Callback URL',
      help: 'The URL exactly as it was registered, if it is not the public URL of this source.',
      isRequired: false,
    },
  ],
  methods: ['POST', 'HEAD'],
  // Trello knows no better hash; SHA-1 is still sound inside an HMAC.
  verify: hmac({
    algorithm: 'sha1',
    header: 'x-trello-webhook',
    encoding: 'base64',
    signed: concat(body, callbackUrl),
  }),
  handshakes: [
    {
      name: 'url_check',
      isSigned: false,
      answer: ({ method }) => (method === 'HEAD' ? { status: 200 } : null),
    },
  ],
  read: (_request, payload) => ({
    id: textAt(payload, 'action', 'id'),
    type: textAt(payload, 'action', 'type'),
    subject: textAt(payload, 'action', 'data', 'card', 'id') ?? textAt(payload, 'model', 'id'),
    time: timeAt(payload, 'action', 'date'),
  }),
  events: trelloEventNames,
  samples: trelloSamples,
  freshen: freshenTrello,
});

export class TrelloReceiverModule extends ReceiverModule(trello) {}
