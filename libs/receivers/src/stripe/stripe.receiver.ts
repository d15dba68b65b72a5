import {
  body,
  concat,
  defineReceiver,
  hmac,
  keyValueList,
  ReceiverModule,
  signatureField,
  textAt,
  timeAt,
  toleranceOption,
  withFields,
} from '../kit/index.js';
import { stripeEventNames } from './stripe.event-names.js';
import { stripeSamples } from './stripe.samples.js';
import type { StripeEvents } from './stripe.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    stripe: StripeEvents;
  }
}

const TOLERANCE_SECONDS = 300;

/** Stripe: snapshot events of API v1 and thin events of API v2. While a secret is rolled, Stripe signs with both. */
export const stripe = defineReceiver({
  name: 'stripe',
  title: 'Stripe',
  docs: 'https://docs.stripe.com/webhooks/signature',
  assurance: 'signed-body',
  setup: [
    'Open Workbench > Webhooks, and add an event destination of the type webhook endpoint.',
    'Endpoint URL: the URL of this source.',
    'Choose the events and create the destination.',
    'Reveal the signing secret (whsec_…) and give it to this source, whole.',
  ],
  secret: {
    name: 'secret',
    label: 'Signing secret',
    help: 'Stripe makes it: whsec_…, on the page of the event destination. Every destination has its own.',
  },
  options: [toleranceOption(TOLERANCE_SECONDS)],
  verify: hmac({
    algorithm: 'sha256',
    header: 'stripe-signature',
    format: keyValueList({ signature: 'v1', fields: ['t'] }),
    signed: concat(signatureField('t'), '.', body),
    timestamp: { from: signatureField('t'), unit: 'seconds', toleranceSeconds: TOLERANCE_SECONDS },
  }),
  read: (_request, payload) => ({
    id: textAt(payload, 'id'),
    type: textAt(payload, 'type'),
    subject: textAt(payload, 'data', 'object', 'id') ?? textAt(payload, 'related_object', 'id'),
    time: timeAt(payload, 'created'),
  }),
  events: stripeEventNames,
  samples: stripeSamples,
  freshen: (sample, { id, now }) => ({
    ...sample,
    body: withFields(sample.body, { id: `evt_${id}`, created: Math.floor(now.getTime() / 1_000) }),
  }),
});

export class StripeReceiverModule extends ReceiverModule(stripe) {}
