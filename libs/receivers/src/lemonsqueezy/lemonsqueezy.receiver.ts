import { defineReceiver, hmac, ReceiverModule, textAt, timeAt, type WithNames } from '../kit/index.js';
import { freshenLemonsqueezy, lemonsqueezyEventNames, lemonsqueezySamples } from './lemonsqueezy.samples.js';
import type { LemonsqueezyEvent, LemonsqueezyEvents } from './lemonsqueezy.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    lemonsqueezy: WithNames<
      LemonsqueezyEvents,
      (typeof lemonsqueezyEventNames)[number],
      LemonsqueezyEvent<string, string, unknown>
    >;
  }
}

/** Lemon Squeezy: orders, subscriptions and licence keys. */
export const lemonsqueezy = defineReceiver({
  name: 'lemonsqueezy',
  title: 'Lemon Squeezy',
  docs: 'https://docs.lemonsqueezy.com/help/webhooks/signing-requests',
  assurance: 'signed-body',
  setup: [
    'Open Settings > Webhooks of your store, and add a webhook.',
    'Callback URL: the URL of this source.',
    'Signing secret: a random text of 6 to 40 characters. Give the same to this source.',
    'Choose the events and save.',
  ],
  secret: {
    name: 'secret',
    label: 'Signing secret',
    help: 'You choose it: a random text, the same here and in the webhook settings of the store.',
  },
  verify: hmac({ algorithm: 'sha256', header: 'x-signature' }),
  read: (_request, payload) => ({
    id: undefined,
    // The header x-event-name says the same, and is not signed.
    type: textAt(payload, 'meta', 'event_name'),
    subject: textAt(payload, 'data', 'id'),
    time: timeAt(payload, 'data', 'attributes', 'updated_at'),
  }),
  events: lemonsqueezyEventNames,
  samples: lemonsqueezySamples,
  freshen: freshenLemonsqueezy,
});

export class LemonsqueezyReceiverModule extends ReceiverModule(lemonsqueezy) {}
