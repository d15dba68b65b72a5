import {
  defineReceiver,
  hmac,
  oneOf,
  ReceiverModule,
  textAt,
  timeAt,
  type ReadEvent,
  type WithNames,
} from '../kit/index.js';
import { ADYEN_KEY, ItemSignatures, itemsOf } from './adyen.item-signatures.js';
import { adyenEventNames, adyenSamples, freshenAdyen } from './adyen.samples.js';
import type { AdyenEvents } from './adyen.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    adyen: WithNames<AdyenEvents, (typeof adyenEventNames)[number]>;
  }
}

/** Adyen: standard webhooks, item by item, and those of platforms, management and banking, which are signed as a whole. */
export const adyen = defineReceiver({
  name: 'adyen',
  title: 'Adyen',
  docs: 'https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures/',
  // Of an item of a standard webhook, eight fields are signed.
  assurance: 'signed-partial',
  setup: [
    'Open Developers > Webhooks in the Customer Area, and create a standard webhook.',
    'Server configuration: the URL of this source, and JSON.',
    'Security: generate an HMAC key, and give it to this source.',
    'Apply, save, and use Test configuration.',
    'Believe no field beyond references, amount, event code and success: the others are not signed.',
  ],
  secret: {
    name: 'hmacKey',
    label: 'HMAC key',
    help: 'Adyen makes it: 64 hexadecimal digits, under Security of the webhook. It is shown once.',
  },
  verify: oneOf(
    new ItemSignatures(),
    hmac({ algorithm: 'sha256', header: 'hmacsignature', encoding: 'base64', key: ADYEN_KEY }),
  ),
  read(_request, payload) {
    const items = itemsOf(payload);
    if (items.length > 0) return items.map(eventOf);
    return {
      id: undefined,
      type: textAt(payload, 'type'),
      subject: textAt(payload, 'data', 'id'),
      time: timeAt(payload, 'timestamp') ?? timeAt(payload, 'createdAt'),
    };
  },
  // Standard webhooks are sent again until they hear exactly this.
  answer: { status: 200, contentType: 'text/plain', body: '[accepted]' },
  events: adyenEventNames,
  samples: adyenSamples,
  freshen: freshenAdyen,
});

export class AdyenReceiverModule extends ReceiverModule(adyen) {}

function eventOf(data: unknown): ReadEvent {
  const reference = textAt(data, 'pspReference');
  const type = textAt(data, 'eventCode');
  return {
    // A payment keeps its reference through several events.
    id: reference === undefined ? undefined : [reference, type, textAt(data, 'success')].join(':'),
    type,
    subject: textAt(data, 'merchantReference') ?? reference,
    time: timeAt(data, 'eventDate'),
    data,
  };
}
