import { STANDARD_TOLERANCE_SECONDS } from '../kit/built-in.js';
import {
  defineReceiver,
  ReceiverModule,
  standardWebhooks,
  textAt,
  timeAt,
  toleranceOption,
  withFields,
} from '../kit/index.js';
import { standardwebhooksEventNames, standardwebhooksSamples } from './standardwebhooks.samples.js';
import type { StandardwebhooksEvents } from './standardwebhooks.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    standardwebhooks: StandardwebhooksEvents;
  }
}

// The specification recommends a `type` and does not demand one.
const UNNAMED = 'message';

/** Any sender that keeps to Standard Webhooks: with a shared secret (`v1`), or with a key pair of its own (`v1a`). */
export const standardwebhooks = defineReceiver({
  name: 'standardwebhooks',
  title: 'Standard Webhooks',
  docs: 'https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md',
  assurance: 'signed-body',
  setup: [
    'Open the webhook settings of the sender, and add an endpoint.',
    'Endpoint URL: the URL of this source.',
    'Copy the signing secret (whsec_…) or the public key (whpk_…) of the endpoint, and give it to this source, whole.',
  ],
  secret: {
    name: 'secret',
    alsoNamed: ['publicKey'],
    label: 'Signing secret or public key',
    help: 'The sender makes it: whsec_… where secrets are shared, whpk_… where it signs with a key pair.',
  },
  options: [toleranceOption(STANDARD_TOLERANCE_SECONDS)],
  verify: standardWebhooks({ headerPrefix: 'webhook', takesPublicKeys: true }),
  read: ({ headers }, payload) => ({
    id: headers['webhook-id'],
    type: textAt(payload, 'type') ?? UNNAMED,
    subject: textAt(payload, 'data', 'id'),
    time: timeAt(payload, 'timestamp') ?? new Date(Number(headers['webhook-timestamp']) * 1_000),
  }),
  freshen: (sample, { id, now }) => ({
    ...sample,
    headers: { ...sample.headers, 'webhook-id': `msg_${id}` },
    body: withFields(sample.body, { timestamp: now.toISOString() }),
  }),
  events: standardwebhooksEventNames,
  samples: standardwebhooksSamples,
});

export class StandardwebhooksReceiverModule extends ReceiverModule(standardwebhooks) {}
