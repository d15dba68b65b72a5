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
import { replicateEventNames, replicateSamples } from './replicate.samples.js';
import type { ReplicateEvents } from './replicate.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    replicate: WithNames<ReplicateEvents, (typeof replicateEventNames)[number]>;
  }
}

/** Replicate: a prediction or a training as it starts, goes on and ends. The event is its new status. */
export const replicate = defineReceiver({
  name: 'replicate',
  title: 'Replicate',
  docs: 'https://replicate.com/docs/topics/webhooks/verify-webhook',
  assurance: 'signed-body',
  setup: [
    'Fetch the signing key of your account: GET https://api.replicate.com/v1/webhooks/default/secret with your API token.',
    'Give the key (whsec_…) to this source, whole.',
    'Create predictions with webhook: the URL of this source, and webhook_events_filter: the events you want.',
  ],
  secret: {
    name: 'secret',
    label: 'Signing key',
    help: 'Replicate makes it: whsec_…, the same for the whole account.',
  },
  options: [toleranceOption(STANDARD_TOLERANCE_SECONDS)],
  verify: standardWebhooks({ headerPrefix: 'webhook' }),
  read: ({ headers }, payload) => ({
    id: headers['webhook-id'],
    type: textAt(payload, 'status'),
    subject: textAt(payload, 'id'),
    time: timeAt(payload, 'created_at'),
  }),
  freshen: (sample, { id, now }) => ({
    ...sample,
    headers: { ...sample.headers, 'webhook-id': `msg_${id}` },
    body: withFields(sample.body, { created_at: now.toISOString() }),
  }),
  events: replicateEventNames,
  samples: replicateSamples,
});

export class ReplicateReceiverModule extends ReceiverModule(replicate) {}
