import { STANDARD_TOLERANCE_SECONDS } from '../kit/built-in.js';
import {
  defineReceiver,
  oneOf,
  ReceiverModule,
  standardWebhooks,
  textAt,
  toleranceOption,
  withFields,
} from '../kit/index.js';
import { svixEventNames, svixSamples } from './svix.samples.js';
import type { SvixEvents } from './svix.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    svix: SvixEvents;
  }
}

// Svix knows the type of every message, but puts it into the body only where its customer does.
const UNNAMED = 'message';

/** Svix, and services that send through it: under its own header names, or under the unbranded ones of Standard Webhooks. */
export const svix = defineReceiver({
  name: 'svix',
  title: 'Svix',
  docs: 'https://docs.svix.com/receiving/verifying-payloads/how',
  assurance: 'signed-body',
  setup: [
    'Open the webhook page of the service that sends through Svix, and add an endpoint.',
    'Endpoint URL: the URL of this source. Choose the events, and create the endpoint.',
    'Reveal the Signing Secret (whsec_…) on the page of the endpoint, and give it to this source, whole.',
  ],
  secret: {
    name: 'secret',
    label: 'Signing Secret',
    help: 'Svix makes it: whsec_…, on the page of the endpoint. For a day after it is rotated, both secrets sign.',
  },
  options: [toleranceOption(STANDARD_TOLERANCE_SECONDS)],
  verify: oneOf(standardWebhooks({ headerPrefix: 'svix' }), standardWebhooks({ headerPrefix: 'webhook' })),
  read({ headers }, payload) {
    // Only the headers of the signature that was judged are signed: anybody can add the others.
    const prefix = headers['svix-signature'] === undefined ? 'webhook' : 'svix';
    return {
      id: headers[`${prefix}-id`],
      type: textAt(payload, 'type') ?? textAt(payload, 'eventType') ?? UNNAMED,
      subject: textAt(payload, 'data', 'id'),
      time: new Date(Number(headers[`${prefix}-timestamp`]) * 1_000),
    };
  },
  freshen: (sample, { id, now }) => ({
    ...sample,
    headers: { ...sample.headers, 'svix-id': `msg_${id}` },
    body: withFields(sample.body, { timestamp: now.toISOString() }),
  }),
  events: svixEventNames,
  samples: svixSamples,
});

export class SvixReceiverModule extends ReceiverModule(svix) {}
