import { defineReceiver, hmac, idAt, ReceiverModule, textAt, timeAt, type WithNames } from '../kit/index.js';
import { freshenPaystack, paystackEventNames, paystackSamples } from './paystack.samples.js';
import type { PaystackEvent, PaystackEvents } from './paystack.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    paystack: WithNames<PaystackEvents, (typeof paystackEventNames)[number], PaystackEvent<string, unknown>>;
  }
}

/** Paystack: charges, transfers, refunds and subscriptions. */
export const paystack = defineReceiver({
  name: 'paystack',
  title: 'Paystack',
  docs: 'https://paystack.com/docs/payments/webhooks/#signature-validation',
  assurance: 'signed-body',
  setup: [
    'Open Settings > API Keys & Webhooks in the Paystack Dashboard.',
    'Webhook URL: the URL of this source. Test and live mode have their own.',
    'Give the secret key of the same mode to this source: Paystack signs with it.',
  ],
  secret: {
    name: 'secretKey',
    label: 'Secret key',
    help: 'Paystack makes it: sk_…, on the page API Keys & Webhooks. It can do more than sign: keep it well.',
  },
  verify: hmac({ algorithm: 'sha512', header: 'x-paystack-signature' }),
  read(_request, payload) {
    const type = textAt(payload, 'event');
    const id = idAt(payload, 'data', 'id');
    return {
      id: type === undefined || id === undefined ? undefined : `${type}:${id}`,
      type,
      subject: textAt(payload, 'data', 'reference'),
      time: timeAt(payload, 'data', 'paid_at'),
    };
  },
  events: paystackEventNames,
  samples: paystackSamples,
  freshen: freshenPaystack,
});

export class PaystackReceiverModule extends ReceiverModule(paystack) {}
