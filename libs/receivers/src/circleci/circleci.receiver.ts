import {
  defineReceiver,
  hmac,
  keyValueList,
  ReceiverModule,
  textAt,
  timeAt,
  withFields,
  type WithNames,
} from '../kit/index.js';
import { circleciEventNames, circleciSamples } from './circleci.samples.js';
import type { CircleciEvents } from './circleci.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    circleci: WithNames<CircleciEvents, (typeof circleciEventNames)[number]>;
  }
}

/** CircleCI: workflows and jobs that are done. */
export const circleci = defineReceiver({
  name: 'circleci',
  title: 'CircleCI',
  docs: 'https://circleci.com/docs/guides/integration/outbound-webhooks/#validate-webhooks',
  assurance: 'signed-body',
  setup: [
    'Open Project Settings > Webhooks, and add a webhook.',
    'Receiver URL: the URL of this source.',
    'Secret token: a long random text. Give the same to this source.',
    'Choose the events and save. Test Ping Event sends one.',
  ],
  secret: {
    name: 'secret',
    label: 'Secret token',
    help: 'You choose it: a long random text, the same here and in the settings of the project.',
  },
  verify: hmac({ algorithm: 'sha256', header: 'circleci-signature', format: keyValueList({ signature: 'v1' }) }),
  read: (_request, payload) => ({
    id: textAt(payload, 'id'),
    // The header circleci-event-type says the same, and is not signed.
    type: textAt(payload, 'type'),
    subject: textAt(payload, 'pipeline', 'id') ?? textAt(payload, 'project', 'slug'),
    time: timeAt(payload, 'happened_at'),
  }),
  freshen: (sample, { id, now }) => ({
    ...sample,
    body: withFields(sample.body, { id, happened_at: now.toISOString() }),
  }),
  events: circleciEventNames,
  samples: circleciSamples,
});

export class CircleciReceiverModule extends ReceiverModule(circleci) {}
