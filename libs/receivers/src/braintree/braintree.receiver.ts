import { defineReceiver, form, ReceiverModule, textAt, timeAt, valueAt, type WithNames } from '../kit/index.js';
import { destinationCheck } from './braintree.handshakes.js';
import { notificationOf } from './braintree.notification.js';
import { braintreeEventNames, braintreeSamples, freshenBraintree } from './braintree.samples.js';
import { BraintreeSignature } from './braintree.signature.js';
import type { BraintreeEvents } from './braintree.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    braintree: WithNames<BraintreeEvents, (typeof braintreeEventNames)[number]>;
  }
}

/** Braintree: subscriptions, disputes and disbursements. */
export const braintree = defineReceiver({
  name: 'braintree',
  title: 'Braintree',
  docs: 'https://developer.paypal.com/braintree/docs/guides/webhooks/parse',
  // The notification is signed, and not how the form writes it.
  assurance: 'signed-partial',
  setup: [
    'Open API > Keys in the Control Panel, and give the public and the private key to this source.',
    'Open API > Webhooks, and create a webhook.',
    'Destination URL: the URL of this source. Braintree calls it at once, and saves it only if this source answers.',
    'Choose the notifications and save. Check URL sends braintree.check.',
  ],
  secret: {
    name: 'privateKey',
    label: 'Private key',
    help: 'Braintree makes it: under API > Keys. It can do more than sign: keep it well.',
  },
  options: [
    {
      kind: 'text',
      name: 'publicKey',
      label: 'Public key',
      help: 'Braintree shows it beside the private key.',
      isRequired: true,
    },
  ],
  methods: ['POST', 'GET'],
  body: [form()],
  verify: new BraintreeSignature(),
  handshakes: [destinationCheck],
  read(_request, payload) {
    const data = notificationOf(textAt(payload, 'bt_payload') ?? '');
    const [subject] = Object.values(valueAt(data, 'subject') ?? {}) as unknown[];
    return {
      id: undefined,
      type: textAt(data, 'kind'),
      subject: textAt(subject, 'id'),
      time: timeAt(data, 'timestamp'),
      data,
    };
  },
  events: braintreeEventNames,
  samples: braintreeSamples,
  freshen: freshenBraintree,
});

export class BraintreeReceiverModule extends ReceiverModule(braintree) {}
