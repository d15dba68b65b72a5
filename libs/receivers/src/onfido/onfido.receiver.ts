import { defineReceiver, hmac, ReceiverModule, textAt, timeAt, valueAt, type WithNames } from '../kit/index.js';
import { freshenOnfido, onfidoEventNames, onfidoSamples } from './onfido.samples.js';
import type { OnfidoEvents } from './onfido.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    onfido: WithNames<OnfidoEvents, (typeof onfidoEventNames)[number]>;
  }
}

/** Onfido: checks, reports, workflow runs. */
export const onfido = defineReceiver({
  name: 'onfido',
  title: 'Onfido',
  docs: 'https://documentation.onfido.com/api/latest/#verifying-webhook-signatures',
  assurance: 'signed-body',
  setup: [
    'Open Settings > Webhooks of the Onfido dashboard, and create a webhook.',
    'URL: the https URL of this source. Choose the events and the environment.',
    'Copy the webhook token, which is shown once, and give it to this source.',
    'Resend an event from the log to try it.',
  ],
  secret: {
    name: 'webhookToken',
    label: 'Webhook token',
    help: 'Onfido makes it: shown once when the webhook is created.',
  },
  verify: hmac({ algorithm: 'sha256', header: 'x-sha2-signature' }),
  read(_request, payload) {
    const event = valueAt(payload, 'payload');
    const action = textAt(event, 'action');
    const object = textAt(event, 'object', 'id');
    return {
      id: object === undefined || action === undefined ? undefined : `${object}:${action}`,
      // A check may be opened again, and completed again.
      scope: textAt(event, 'object', 'completed_at_iso8601'),
      type: action,
      subject: object,
      time: timeAt(event, 'object', 'completed_at_iso8601'),
    };
  },
  events: onfidoEventNames,
  samples: onfidoSamples,
  freshen: freshenOnfido,
});

export class OnfidoReceiverModule extends ReceiverModule(onfido) {}
