import { defineReceiver, hmac, ReceiverModule, textAt, timeAt, withFields, type WithNames } from '../kit/index.js';
import { tokenHandover } from './notion.handshakes.js';
import { notionEventNames, notionSamples } from './notion.samples.js';
import type { NotionEvents } from './notion.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    notion: WithNames<NotionEvents, (typeof notionEventNames)[number]>;
  }
}

/** Notion: pages, data sources and comments. The first request hands over the token that signs the later ones. */
export const notion = defineReceiver({
  name: 'notion',
  title: 'Notion',
  docs: 'https://developers.notion.com/reference/webhooks#step-3-validating-event-payloads-recommended',
  assurance: 'signed-body',
  setup: [
    'Create this source without a secret, and have it wait for one: kanca sources await-secret, or POST /api/v1/sources/{id}/await-secret. It waits 15 minutes.',
    'Open notion.so/profile/integrations, your integration, Webhooks, and create a subscription.',
    'Webhook URL: the URL of this source. Notion sends a verification token, which becomes the secret of this source.',
    'Choose the events. Then see the token, which is shown once and within a day: POST /api/v1/sources/{id}/secrets/handed-over/reveal, with the id of this source (src_…) and an API key that may manage.',
    'Press Verify at Notion, and paste it.',
  ],
  secret: {
    name: 'verificationToken',
    label: 'Verification token',
    help: 'Notion makes it (secret_…) and sends it to this source, which takes it once.',
  },
  verify: hmac({ algorithm: 'sha256', header: 'x-notion-signature', prefix: 'sha256=' }),
  handshakes: [tokenHandover],
  showsHandedOverSecret: true,
  read: (_request, payload) => ({
    id: textAt(payload, 'id'),
    type: textAt(payload, 'type'),
    subject: textAt(payload, 'entity', 'id'),
    time: timeAt(payload, 'timestamp'),
  }),
  freshen: (sample, { id, now }) => ({
    ...sample,
    body: withFields(sample.body, { id, timestamp: now.toISOString() }),
  }),
  events: notionEventNames,
  samples: notionSamples,
});

export class NotionReceiverModule extends ReceiverModule(notion) {}
