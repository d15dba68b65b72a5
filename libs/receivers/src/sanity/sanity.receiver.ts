import {
  body,
  concat,
  defineReceiver,
  hmac,
  keyValueList,
  ReceiverModule,
  signatureField,
  textAt,
  toleranceOption,
} from '../kit/index.js';
import { sanityEventNames, sanitySamples } from './sanity.samples.js';
import type { SanityEvents } from './sanity.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    sanity: SanityEvents;
  }
}

// Sanity sets no limit; it repeats for about half an hour, and may do so under the first signature.
const TOLERANCE_SECONDS = 3_600;

function signedAt(header: string | undefined): Date {
  return new Date(Number(/(?:^|,)\s*t=(\d{1,15})(?:,|$)/.exec(header ?? '')?.[1]));
}

/** Sanity: documents that are created, updated and deleted, in the shape of the projection of the webhook. */
export const sanity = defineReceiver({
  name: 'sanity',
  title: 'Sanity',
  docs: 'https://www.sanity.io/docs/webhooks#webhooks-security',
  assurance: 'signed-body',
  unsigned: ['id', 'type'],
  setup: [
    'Open sanity.io/manage, your project, API > Webhooks, and create a webhook.',
    'URL: the URL of this source. Trigger on what you want to hear of.',
    'Projection: keep _id and _type in it, which name the event here.',
    'Secret: a long random text. Give the same to this source. Save.',
  ],
  secret: {
    name: 'secret',
    label: 'Secret',
    help: 'You choose it: a long random text, the same here and in the settings of the webhook.',
  },
  options: [toleranceOption(TOLERANCE_SECONDS)],
  verify: hmac({
    algorithm: 'sha256',
    header: 'sanity-webhook-signature',
    encoding: 'base64url',
    format: keyValueList({ signature: 'v1', fields: ['t'] }),
    signed: concat(signatureField('t'), '.', body),
    timestamp: { from: signatureField('t'), unit: 'milliseconds', toleranceSeconds: TOLERANCE_SECONDS },
  }),
  read: ({ headers }, payload) => ({
    id: headers['idempotency-key'],
    // A projection may have left the type out.
    type: [textAt(payload, '_type'), headers['sanity-operation']].filter((word) => word !== undefined).join('.'),
    subject: textAt(payload, '_id') ?? headers['sanity-document-id'],
    time: signedAt(headers['sanity-webhook-signature']),
  }),
  freshen: (sample, { id }) => ({ ...sample, headers: { ...sample.headers, 'idempotency-key': id } }),
  events: sanityEventNames,
  samples: sanitySamples,
});

export class SanityReceiverModule extends ReceiverModule(sanity) {}
