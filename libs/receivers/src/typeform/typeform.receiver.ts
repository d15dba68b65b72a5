import { defineReceiver, hmac, ReceiverModule, textAt, timeAt, withFields } from '../kit/index.js';
import { typeformEventNames, typeformSamples } from './typeform.samples.js';
import type { TypeformEvents } from './typeform.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    typeform: TypeformEvents;
  }
}

/** Typeform: the answers to a form. */
export const typeform = defineReceiver({
  name: 'typeform',
  title: 'Typeform',
  docs: 'https://www.typeform.com/developers/webhooks/secure-your-webhooks/',
  assurance: 'signed-body',
  setup: [
    'Open your form, Connect > Webhooks, and add a webhook.',
    'Endpoint: the URL of this source.',
    'Edit it, and set a secret: a long random text. Give the same to this source.',
    'Turn the webhook on. View deliveries > Send test request sends a response.',
  ],
  secret: {
    name: 'secret',
    label: 'Secret',
    help: 'You choose it: a long random text, the same here and in the settings of the webhook.',
  },
  verify: hmac({ algorithm: 'sha256', header: 'typeform-signature', prefix: 'sha256=', encoding: 'base64' }),
  read: (_request, payload) => ({
    id: textAt(payload, 'event_id'),
    type: textAt(payload, 'event_type'),
    subject: textAt(payload, 'form_response', 'form_id'),
    time: timeAt(payload, 'form_response', 'submitted_at'),
  }),
  freshen: (sample, { id }) => ({ ...sample, body: withFields(sample.body, { event_id: id }) }),
  events: typeformEventNames,
  samples: typeformSamples,
});

export class TypeformReceiverModule extends ReceiverModule(typeform) {}
