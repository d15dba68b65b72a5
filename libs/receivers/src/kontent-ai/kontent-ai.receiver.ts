import {
  defineReceiver,
  hmac,
  ReceiverModule,
  textAt,
  timeAt,
  valueAt,
  withFields,
  type WithNames,
} from '../kit/index.js';
import { kontentAiEventNames, kontentAiSamples } from './kontent-ai.samples.js';
import type { ReadEvent } from '../kit/index.js';
import type { KontentAiEvents } from './kontent-ai.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    'kontent-ai': WithNames<KontentAiEvents, (typeof kontentAiEventNames)[number]>;
  }
}

function readNotification(notification: unknown): ReadEvent {
  const kind = textAt(notification, 'message', 'object_type');
  const action = textAt(notification, 'message', 'action');
  return {
    // Notifications have no id: the bytes of the request and the place in it tell a repetition.
    id: undefined,
    type: kind !== undefined && action !== undefined ? `${kind}.${action}` : undefined,
    data: notification,
    subject: textAt(notification, 'data', 'system', 'id'),
    time: timeAt(notification, 'data', 'system', 'last_modified'),
  };
}

/** Kontent.ai: content items, assets, types, languages and taxonomies. A request holds several notifications. */
export const kontentAi = defineReceiver({
  name: 'kontent-ai',
  title: 'Kontent.ai',
  docs: 'https://kontent.ai/learn/docs/webhooks/webhooks/javascript#a-validate-received-notifications',
  assurance: 'signed-body',
  setup: [
    'Open Environment settings > Webhooks, and create a webhook.',
    'URL address: the URL of this source.',
    'Copy its secret and give it to this source.',
    'Choose the triggers and save.',
  ],
  secret: { name: 'secret', label: 'Secret', help: 'Kontent.ai makes it: on the page of the webhook.' },
  verify: hmac({ algorithm: 'sha256', header: 'x-kontent-ai-signature', encoding: 'base64' }),
  read(_request, payload) {
    const notifications = valueAt(payload, 'notifications');
    return (Array.isArray(notifications) ? notifications : [payload]).map(readNotification);
  },
  freshen: (sample, { id, now }) => ({
    ...sample,
    body: {
      notifications: [valueAt(sample.body, 'notifications', '0')].map((notification) =>
        withFields(notification, {
          data: {
            system: withFields(valueAt(notification, 'data', 'system'), { id, last_modified: now.toISOString() }),
          },
        }),
      ),
    },
  }),
  events: kontentAiEventNames,
  samples: kontentAiSamples,
});

export class KontentAiReceiverModule extends ReceiverModule(kontentAi) {}
