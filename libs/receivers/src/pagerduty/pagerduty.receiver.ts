import {
  defineReceiver,
  hmac,
  keyValueList,
  ReceiverModule,
  textAt,
  timeAt,
  valueAt,
  withFields,
  type WithNames,
} from '../kit/index.js';
import { pagerdutyEventNames, pagerdutySamples } from './pagerduty.samples.js';
import type { PagerdutyEvent, PagerdutyEvents } from './pagerduty.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    pagerduty: WithNames<PagerdutyEvents, (typeof pagerdutyEventNames)[number], PagerdutyEvent<string, unknown>>;
  }
}

/** PagerDuty, webhooks of version 3: incidents and services. While a secret is rolled, PagerDuty signs with both. */
export const pagerduty = defineReceiver({
  name: 'pagerduty',
  title: 'PagerDuty',
  docs: 'https://developer.pagerduty.com/docs/verifying-webhook-signatures',
  assurance: 'signed-body',
  setup: [
    'Open Integrations > Generic Webhooks (v3), and create a webhook.',
    'Webhook URL: the URL of this source.',
    'Choose the scope and the events, and add it.',
    'Copy the secret, which PagerDuty shows once, and give it to this source. Send a test event from the page of the webhook.',
  ],
  secret: {
    name: 'secret',
    label: 'Secret',
    help: 'PagerDuty makes it, and shows it once, when the webhook is created.',
  },
  verify: hmac({
    algorithm: 'sha256',
    header: 'x-pagerduty-signature',
    format: keyValueList({ signature: 'v1' }),
  }),
  read: (_request, payload) => ({
    id: textAt(payload, 'event', 'id'),
    type: textAt(payload, 'event', 'event_type'),
    subject: textAt(payload, 'event', 'data', 'id'),
    time: timeAt(payload, 'event', 'occurred_at'),
  }),
  freshen: (sample, { id, now }) => ({
    ...sample,
    body: { event: withFields(valueAt(sample.body, 'event'), { id, occurred_at: now.toISOString() }) },
  }),
  events: pagerdutyEventNames,
  samples: pagerdutySamples,
});

export class PagerdutyReceiverModule extends ReceiverModule(pagerduty) {}
