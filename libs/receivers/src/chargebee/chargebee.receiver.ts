import { basic, defineReceiver, ReceiverModule, textAt, timeAt, type WithNames } from '../kit/index.js';
import { chargebeeEventNames, chargebeeSamples, freshenChargebee } from './chargebee.samples.js';
import type { ChargebeeEvent, ChargebeeEvents } from './chargebee.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    chargebee: WithNames<ChargebeeEvents, (typeof chargebeeEventNames)[number], ChargebeeEvent<string, unknown>>;
  }
}

/** Chargebee: subscriptions, invoices and payments. */
export const chargebee = defineReceiver({
  name: 'chargebee',
  title: 'Chargebee',
  docs: 'https://www.chargebee.com/docs/2.0/webhook_settings.html',
  // Chargebee signs nothing: a user name and password are all there is.
  assurance: 'authenticated',
  setup: [
    'Open Settings > Configure Chargebee > Webhooks, and add a webhook.',
    'Webhook URL: the URL of this source. API version: 2.',
    'Choose Protect webhook URL with basic authentication, and enter a user name and a long random password.',
    'Give the same user name and password to this source.',
    'Use Test webhook.',
  ],
  secret: {
    name: 'password',
    label: 'Password',
    help: 'You choose it: a long random text, the same here and in the webhook settings of Chargebee.',
  },
  options: [
    {
      kind: 'text',
      name: 'username',
      label: 'User name',
      help: 'The user name that you entered at Chargebee.',
      isRequired: true,
    },
  ],
  verify: basic(),
  read: (_request, payload) => ({
    id: textAt(payload, 'id'),
    type: textAt(payload, 'event_type'),
    subject:
      textAt(payload, 'content', 'subscription', 'id') ??
      textAt(payload, 'content', 'invoice', 'id') ??
      textAt(payload, 'content', 'customer', 'id'),
    time: timeAt(payload, 'occurred_at'),
  }),
  events: chargebeeEventNames,
  samples: chargebeeSamples,
  freshen: freshenChargebee,
});

export class ChargebeeReceiverModule extends ReceiverModule(chargebee) {}
