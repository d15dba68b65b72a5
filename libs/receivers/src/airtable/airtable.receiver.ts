import { defineReceiver, hmac, ReceiverModule, textAt, timeAt, withFields } from '../kit/index.js';
import { airtableEventNames, airtableSamples } from './airtable.samples.js';
import type { AirtableEvents } from './airtable.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    airtable: AirtableEvents;
  }
}

/**
 * Airtable: a note that something changed in a base. What changed is fetched, with a cursor, from the list of payloads of the
 * webhook.
 */
export const airtable = defineReceiver({
  name: 'airtable',
  title: 'Airtable',
  docs: 'https://airtable.com/developers/web/api/webhooks-overview',
  assurance: 'signed-body',
  setup: [
    'Create the webhook: POST https://api.airtable.com/v0/bases/{baseId}/webhooks with notificationUrl, the URL of this source.',
    'Airtable answers with macSecretBase64, once: give it to this source.',
    'The webhook ends after seven days unless it is refreshed: POST …/webhooks/{webhookId}/refresh.',
    'On each event, list the payloads: GET …/webhooks/{webhookId}/payloads?cursor=….',
  ],
  secret: {
    name: 'macSecretBase64',
    label: 'MAC secret',
    help: 'Airtable makes it, and shows it once: macSecretBase64 in the answer that created the webhook.',
  },
  verify: hmac({
    algorithm: 'sha256',
    header: 'x-airtable-content-mac',
    prefix: 'hmac-sha256=',
    key: { encoding: 'base64' },
  }),
  read(_request, payload) {
    const webhook = textAt(payload, 'webhook', 'id');
    const timestamp = textAt(payload, 'timestamp');
    return {
      id: webhook !== undefined && timestamp !== undefined ? `${webhook}:${timestamp}` : undefined,
      type: 'notification',
      subject: textAt(payload, 'base', 'id'),
      time: timeAt(payload, 'timestamp'),
    };
  },
  freshen: (sample, { id, now }) => ({
    ...sample,
    body: withFields(sample.body, { webhook: { id }, timestamp: now.toISOString() }),
  }),
  events: airtableEventNames,
  samples: airtableSamples,
});

export class AirtableReceiverModule extends ReceiverModule(airtable) {}
