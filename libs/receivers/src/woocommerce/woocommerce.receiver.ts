import { defineReceiver, hmac, idAt, ReceiverModule, textAt, timeAt } from '../kit/index.js';
import { woocommerceEventNames } from './woocommerce.event-names.js';
import { freshenWoocommerce, woocommerceSamples } from './woocommerce.samples.js';
import type { InboundRequest } from '@kanca/core';
import type { WoocommerceEvents } from './woocommerce.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    woocommerce: WoocommerceEvents;
  }
}

/** What a shop posts when a webhook is saved, without a signature. */
const PING = /^webhook_id=\d{1,20}$/;
const MAX_PING_BYTES = 40;

/** WooCommerce: orders, products, customers and coupons of a shop. */
export const woocommerce = defineReceiver({
  name: 'woocommerce',
  title: 'WooCommerce',
  docs: 'https://woocommerce.com/document/webhooks/',
  assurance: 'signed-body',
  unsigned: ['id', 'type'],
  setup: [
    'Open WooCommerce > Settings > Advanced > Webhooks, and add a webhook.',
    'Status: active. Topic: what you want to hear of.',
    'Delivery URL: the URL of this source.',
    'Secret: a long random text of letters and digits. Give the same to this source.',
    'Save. The shop calls the URL at once. After five failures in a row it disables the webhook.',
  ],
  secret: {
    name: 'secret',
    label: 'Secret',
    help: 'You choose it: a long random text, the same here and in the webhook settings of the shop.',
  },
  verify: hmac({ algorithm: 'sha256', header: 'x-wc-webhook-signature', encoding: 'base64' }),
  handshakes: [{ name: 'ping', isSigned: false, answer: (request) => (isPing(request) ? { status: 200 } : null) }],
  read({ headers }, payload) {
    const id = idAt(payload, 'id');
    const modified = textAt(payload, 'date_modified_gmt');
    return {
      id: headers['x-wc-webhook-delivery-id'],
      // WooCommerce makes the id of the webhook and the second: two orders of one second have the same.
      scope: `${headers['x-wc-webhook-topic'] ?? ''} ${id ?? ''}`,
      type: headers['x-wc-webhook-topic'],
      subject: id,
      // UTC, though it does not say so.
      time: modified === undefined ? undefined : timeAt(`${modified}Z`),
    };
  },
  events: woocommerceEventNames,
  samples: woocommerceSamples,
  freshen: freshenWoocommerce,
});

export class WoocommerceReceiverModule extends ReceiverModule(woocommerce) {}

function isPing({ headers, doubledHeaders, body }: InboundRequest): boolean {
  const isSigned = headers['x-wc-webhook-signature'] !== undefined || doubledHeaders.has('x-wc-webhook-signature');
  return !isSigned && body.length <= MAX_PING_BYTES && PING.test(body.toString('latin1'));
}
