import { defineReceiver, hmac, ReceiverModule, textAt, timeAt } from '../kit/index.js';
import {
  coinbaseCommerceEventNames,
  coinbaseCommerceSamples,
  freshenCoinbaseCommerce,
} from './coinbase-commerce.samples.js';
import type { CoinbaseCommerceEvents } from './coinbase-commerce.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    'coinbase-commerce': CoinbaseCommerceEvents;
  }
}

/** Coinbase Commerce: charges and whether they were paid. */
export const coinbaseCommerce = defineReceiver({
  name: 'coinbase-commerce',
  title: 'Coinbase Commerce',
  docs: 'https://docs.cdp.coinbase.com/commerce/docs/webhooks-security',
  assurance: 'signed-body',
  setup: [
    'Open Settings > Notifications of Coinbase Commerce, and add the URL of this source as an endpoint.',
    'Show the shared secret on the same page, and give it to this source.',
    'Use Send test on the endpoint.',
  ],
  secret: {
    name: 'secret',
    label: 'Webhook shared secret',
    help: 'Coinbase makes it: under Settings > Notifications. All endpoints have the same.',
  },
  verify: hmac({ algorithm: 'sha256', header: 'x-cc-webhook-signature' }),
  read: (_request, payload) => ({
    id: textAt(payload, 'event', 'id'),
    type: textAt(payload, 'event', 'type'),
    subject: textAt(payload, 'event', 'data', 'code'),
    time: timeAt(payload, 'event', 'created_at'),
  }),
  events: coinbaseCommerceEventNames,
  samples: coinbaseCommerceSamples,
  freshen: freshenCoinbaseCommerce,
});

export class CoinbaseCommerceReceiverModule extends ReceiverModule(coinbaseCommerce) {}
