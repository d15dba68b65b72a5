import { STANDARD_TOLERANCE_SECONDS } from '../kit/built-in.js';
import {
  defineReceiver,
  ReceiverModule,
  standardWebhooks,
  textAt,
  timeAt,
  toleranceOption,
  withFields,
  type WithNames,
} from '../kit/index.js';
import { polarEventNames, polarSamples } from './polar.samples.js';
import type { PolarEvent, PolarEvents } from './polar.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    polar: WithNames<PolarEvents, (typeof polarEventNames)[number], PolarEvent<string, unknown>>;
  }
}

/**
 * Polar: checkouts, orders, subscriptions and customers. Its secret is the key as it is written, unlike elsewhere in Standard
 * Webhooks.
 */
export const polar = defineReceiver({
  name: 'polar',
  title: 'Polar',
  docs: 'https://polar.sh/docs/integrate/webhooks/delivery',
  assurance: 'signed-body',
  setup: [
    'Open Settings > Webhooks of your organisation, and add an endpoint.',
    'URL: the URL of this source. Format: Raw.',
    'Generate a secret, and give the same to this source, whole.',
    'Choose the events and create the endpoint.',
  ],
  secret: {
    name: 'secret',
    label: 'Secret',
    help: 'Polar makes it (polar_whs_…), or you choose it. It is used as it is written.',
  },
  options: [toleranceOption(STANDARD_TOLERANCE_SECONDS)],
  verify: standardWebhooks({ headerPrefix: 'webhook', key: { encoding: 'utf8' } }),
  read: ({ headers }, payload) => ({
    id: headers['webhook-id'],
    type: textAt(payload, 'type'),
    subject: textAt(payload, 'data', 'id'),
    time: timeAt(payload, 'timestamp'),
  }),
  freshen: (sample, { id, now }) => ({
    ...sample,
    headers: { ...sample.headers, 'webhook-id': `msg_${id}` },
    body: withFields(sample.body, { timestamp: now.toISOString() }),
  }),
  events: polarEventNames,
  samples: polarSamples,
});

export class PolarReceiverModule extends ReceiverModule(polar) {}
