import { defineReceiver, hmac, ReceiverModule, textAt, timeAt, type WithNames } from '../kit/index.js';
import { withDecomposedSecret } from './easypost.decomposed-secret.js';
import { easypostEventNames, easypostSamples, freshenEasypost } from './easypost.samples.js';
import type { EasypostEvent, EasypostEvents } from './easypost.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    easypost: WithNames<EasypostEvents, (typeof easypostEventNames)[number], EasypostEvent<string, unknown>>;
  }
}

/** EasyPost: trackers, batches, payments. */
export const easypost = defineReceiver({
  name: 'easypost',
  title: 'EasyPost',
  docs: 'https://docs.easypost.com/docs/webhooks',
  assurance: 'signed-body',
  setup: [
    'Invent a long random secret, and give it to this source.',
    'Open Account settings > Webhooks & Events of EasyPost, and add a webhook, for test or for production.',
    'URL: the https URL of this source. Webhook secret: the secret.',
    'Create a tracker with a test code (EZ1000000001). Its updates arrive here.',
  ],
  secret: {
    name: 'secret',
    label: 'Webhook secret',
    help: 'You choose it: a long random text, the same here and in the webhook.',
  },
  verify: withDecomposedSecret(hmac({ algorithm: 'sha256', header: 'x-hmac-signature', prefix: 'hmac-sha256-hex=' })),
  read: (_request, payload) => ({
    id: textAt(payload, 'id'),
    type: textAt(payload, 'description'),
    subject: textAt(payload, 'result', 'id'),
    time: timeAt(payload, 'created_at'),
  }),
  events: easypostEventNames,
  samples: easypostSamples,
  freshen: freshenEasypost,
});

export class EasypostReceiverModule extends ReceiverModule(easypost) {}
