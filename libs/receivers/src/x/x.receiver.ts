import { defineReceiver, hmac, ReceiverModule, type WithNames } from '../kit/index.js';
import { crc } from './x.handshakes.js';
import { readActivities } from './x.read-activities.js';
import { withNewIds, xEventNames, xSamples } from './x.samples.js';
import type { XEvents } from './x.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    x: WithNames<XEvents, (typeof xEventNames)[number]>;
  }
}

/** X (Twitter), Account Activity API. Every hour X asks whether the secret is still ours. */
export const x = defineReceiver({
  name: 'x',
  title: 'X (Twitter)',
  docs: 'https://docs.x.com/x-api/webhooks/introduction',
  assurance: 'signed-body',
  setup: [
    'Open your app at developer.x.com, Keys and tokens, and give its API Key Secret (consumer secret) to this source.',
    'Register the webhook: POST https://api.x.com/2/webhooks with the URL of this source. X asks this source for proof at once.',
    'Subscribe each account: POST /2/account_activity/webhooks/:webhook_id/subscriptions/all.',
  ],
  secret: {
    name: 'consumerSecret',
    label: 'API Key Secret',
    help: 'X makes it: the consumer secret of the app, under Keys and tokens.',
  },
  methods: ['POST', 'GET'],
  verify: hmac({
    algorithm: 'sha256',
    header: 'x-twitter-webhooks-signature',
    prefix: 'sha256=',
    encoding: 'base64',
  }),
  handshakes: [crc],
  read: (_request, payload) => readActivities(payload),
  freshen: (sample, { id }) => ({ ...sample, body: withNewIds(sample.body, id) }),
  events: xEventNames,
  samples: xSamples,
});

export class XReceiverModule extends ReceiverModule(x) {}
