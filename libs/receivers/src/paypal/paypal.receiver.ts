import { publicRoots } from '@kanca/egress';
import { defineReceiver, ReceiverModule, textAt, timeAt, toleranceOption, type WithNames } from '../kit/index.js';
import { TrustedRoots } from './paypal.certificate.js';
import { paypalEventNames } from './paypal.event-names.js';
import { freshenPaypal, paypalSamples } from './paypal.samples.js';
import { PAYPAL_MODES, PaypalProof } from './paypal.proof.js';
import type { OptionProblem } from '../kit/built-in.js';
import type { SourceOptions } from '../kit/index.js';
import type { PaypalEvent, PaypalEvents } from './paypal.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    paypal: WithNames<PaypalEvents, (typeof paypalEventNames)[number], PaypalEvent<string, unknown>>;
  }
}

const TOLERANCE_SECONDS = 300;

/** PayPal: payments, orders, subscriptions, disputes and payouts. The older Instant Payment Notification is another thing. */
export const paypal = defineReceiver({
  name: 'paypal',
  title: 'PayPal',
  docs: 'https://developer.paypal.com/api/rest/webhooks/rest/',
  // Of the body, a CRC-32 is signed.
  assurance: 'signed-partial',
  setup: [
    'Open your app at developer.paypal.com/dashboard, and choose Live or Sandbox.',
    'Webhooks: add the URL of this source, and choose the events.',
    'Copy the Webhook ID from the list, and give it to this source.',
    'Rather PayPal’s own answer than its certificate? Set mode to postback, and give clientId, clientSecret and environment of the app.',
    'Try it with a real payment in the sandbox: what the Webhooks Simulator sends cannot be verified by anybody.',
    'Of a payment that matters, ask PayPal again by its id before you act: the signature covers no more than a checksum of the body.',
  ],
  // PayPal signs with a key of its own, and publishes the certificate.
  secret: null,
  options: [
    {
      kind: 'text',
      name: 'webhookId',
      label: 'Webhook ID',
      help: 'PayPal makes it: in the list of webhooks of your app. Live and sandbox have different ones.',
      isRequired: true,
    },
    {
      kind: 'text',
      name: 'mode',
      label: 'How requests are judged',
      help: 'certificate (default): by the certificate that PayPal publishes. postback: PayPal is asked about each request.',
      choices: PAYPAL_MODES,
      isRequired: false,
    },
    {
      kind: 'text',
      name: 'clientId',
      label: 'Client ID',
      help: 'Of the app that has the webhook: Apps & Credentials. For the mode postback.',
      isRequired: false,
    },
    {
      kind: 'secret',
      name: 'clientSecret',
      label: 'Client secret',
      help: 'Of the same app: Apps & Credentials. For the mode postback.',
      isRequired: false,
    },
    {
      kind: 'text',
      name: 'environment',
      label: 'Environment',
      help: 'live (default) or sandbox: where the app is. For the mode postback.',
      choices: ['live', 'sandbox'],
      isRequired: false,
    },
    toleranceOption(TOLERANCE_SECONDS),
  ],
  verify: new PaypalProof(new TrustedRoots(publicRoots), TOLERANCE_SECONDS),
  checkOptions: problemsOfPostback,
  read: (_request, payload) => ({
    id: textAt(payload, 'id'),
    type: textAt(payload, 'event_type'),
    subject: textAt(payload, 'resource', 'id') ?? textAt(payload, 'resource', 'dispute_id'),
    time: timeAt(payload, 'create_time'),
  }),
  events: paypalEventNames,
  samples: paypalSamples,
  freshen: freshenPaypal,
});

function problemsOfPostback(options: SourceOptions): readonly OptionProblem[] {
  if (options['mode'] !== 'postback') return [];
  return ['clientId', 'clientSecret']
    .filter((name) => options[name] === undefined)
    .map((name) => ({
      name,
      problem: 'is missing: with the mode postback PayPal is asked, and wants to know by whom',
    }));
}

export class PaypalReceiverModule extends ReceiverModule(paypal) {}
