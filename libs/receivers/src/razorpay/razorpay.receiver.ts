import { defineReceiver, hmac, ReceiverModule, textAt, timeAt, valueAt, type WithNames } from '../kit/index.js';
import { freshenRazorpay, razorpayEventNames, razorpaySamples } from './razorpay.samples.js';
import type { RazorpayEvent, RazorpayEvents } from './razorpay.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    razorpay: WithNames<RazorpayEvents, (typeof razorpayEventNames)[number], RazorpayEvent<string, unknown>>;
  }
}

/** Razorpay: payments, refunds, subscriptions and payouts. */
export const razorpay = defineReceiver({
  name: 'razorpay',
  title: 'Razorpay',
  docs: 'https://razorpay.com/docs/webhooks/validate-test/',
  assurance: 'signed-body',
  unsigned: ['id'],
  setup: [
    'Open Account & Settings > Webhooks in the Razorpay Dashboard, and add a webhook. Test and live mode have their own.',
    'Webhook URL: the URL of this source.',
    'Secret: a long random text. Give the same to this source. It is not the API key secret.',
    'Choose the active events and save.',
  ],
  secret: {
    name: 'secret',
    label: 'Secret',
    help: 'You choose it: a long random text, the same here and in the webhook settings of Razorpay.',
  },
  verify: hmac({ algorithm: 'sha256', header: 'x-razorpay-signature' }),
  read({ headers }, payload) {
    const [kind = ''] = (textAt(payload, 'event') ?? '').split('.');
    return {
      id: headers['x-razorpay-event-id'],
      // Of the event, which is of one payment: a retry has the same.
      knownBy: valueAt(payload, 'created_at') === undefined ? undefined : 'bytes',
      type: textAt(payload, 'event'),
      subject: textAt(valueAt(payload, 'payload', kind), 'entity', 'id'),
      time: timeAt(payload, 'created_at'),
    };
  },
  events: razorpayEventNames,
  samples: razorpaySamples,
  freshen: freshenRazorpay,
});

export class RazorpayReceiverModule extends ReceiverModule(razorpay) {}
