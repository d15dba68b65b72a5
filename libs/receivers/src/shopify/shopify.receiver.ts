import { defineReceiver, hmac, oneOf, ReceiverModule, timeAt } from '../kit/index.js';
import { freshenShopify, shopifyEventNames, shopifySamples } from './shopify.samples.js';
import type { InboundRequest } from '@kanca/core';
import type { ShopifyEvents } from './shopify.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    shopify: ShopifyEvents;
  }
}

/** Shopify: shops, orders, products and the compliance topics. Webhooks and the newer Events, whose headers lack the `x-`. */
export const shopify = defineReceiver({
  name: 'shopify',
  title: 'Shopify',
  docs: 'https://shopify.dev/docs/apps/build/webhooks/subscribe/https',
  assurance: 'signed-body',
  unsigned: ['id', 'type'],
  setup: [
    'Open your app in the Dev Dashboard, Settings, and give its client secret to this source.',
    'Subscribe to topics in shopify.app.toml or by the API, with the URL of this source.',
    'Webhooks made in Settings > Notifications of a shop are signed with the secret shown there instead.',
    'After rotating the client secret, keep the old one here too: Shopify signs with it for another hour.',
  ],
  secret: {
    name: 'secret',
    label: 'Client secret',
    help: 'Shopify makes it: on the Settings page of your app, or below the webhooks of a shop.',
  },
  verify: oneOf(
    hmac({ algorithm: 'sha256', header: 'x-shopify-hmac-sha256', encoding: 'base64' }),
    hmac({ algorithm: 'sha256', header: 'shopify-hmac-sha256', encoding: 'base64' }),
  ),
  read: (request) => ({
    id: headerOf(request, 'event-id') ?? headerOf(request, 'webhook-id'),
    // One event of a shop may be told under several topics, and to several subscriptions: each delivery has a webhook id of its own.
    scope: [headerOf(request, 'topic'), headerOf(request, 'webhook-id')].filter((part) => part !== undefined).join(' '),
    type: headerOf(request, 'topic'),
    subject: headerOf(request, 'shop-domain'),
    time: timeAt(headerOf(request, 'triggered-at')),
  }),
  events: shopifyEventNames,
  samples: shopifySamples,
  freshen: freshenShopify,
});

export class ShopifyReceiverModule extends ReceiverModule(shopify) {}

function headerOf({ headers }: InboundRequest, name: string): string | undefined {
  return headers[`x-shopify-${name}`] ?? headers[`shopify-${name}`];
}
