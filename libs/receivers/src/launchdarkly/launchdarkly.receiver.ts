import { defineReceiver, hmac, ReceiverModule, textAt, valueAt, withFields, type WithNames } from '../kit/index.js';
import { launchdarklyEventNames, launchdarklySamples } from './launchdarkly.samples.js';
import type { LaunchdarklyEvents } from './launchdarkly.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    launchdarkly: WithNames<LaunchdarklyEvents, (typeof launchdarklyEventNames)[number]>;
  }
}

/**
 * LaunchDarkly: what changes in flags, projects, environments and members. The event is the kind of thing; `titleVerb` says
 * what was done.
 */
export const launchdarkly = defineReceiver({
  name: 'launchdarkly',
  title: 'LaunchDarkly',
  docs: 'https://launchdarkly.com/docs/home/infrastructure/webhooks#sign-webhooks',
  assurance: 'signed-body',
  setup: [
    'Open Integrations > Webhooks, and add a webhook.',
    'URL: the URL of this source.',
    'Turn on "Sign this webhook", and choose a secret: a long random text. Give the same to this source.',
    'Choose a policy, if not everything should come, and save.',
  ],
  secret: {
    name: 'secret',
    label: 'Secret',
    help: 'You choose it, or LaunchDarkly generates it: the same here and in the settings of the webhook.',
  },
  verify: hmac({ algorithm: 'sha256', header: 'x-ld-signature' }),
  read: (_request, payload) => ({
    id: textAt(payload, '_id'),
    type: textAt(payload, 'kind'),
    subject: textAt(payload, 'name'),
    time: new Date(Number(valueAt(payload, 'date'))),
  }),
  freshen: (sample, { id, now }) => ({ ...sample, body: withFields(sample.body, { _id: id, date: now.getTime() }) }),
  events: launchdarklyEventNames,
  samples: launchdarklySamples,
});

export class LaunchdarklyReceiverModule extends ReceiverModule(launchdarkly) {}
