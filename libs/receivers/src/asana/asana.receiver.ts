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
import { secretHandover } from './asana.handshakes.js';
import { asanaEventNames, asanaSamples } from './asana.samples.js';
import type { ReadEvent } from '../kit/index.js';
import type { AsanaEvents } from './asana.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    asana: WithNames<AsanaEvents, (typeof asanaEventNames)[number]>;
  }
}

function readChange(change: unknown): ReadEvent {
  const kind = textAt(change, 'resource', 'resource_type');
  const action = textAt(change, 'action');
  return {
    // Events have no id: the bytes of the request and the place in it tell a repetition.
    id: undefined,
    type: kind !== undefined && action !== undefined ? `${kind}.${action}` : undefined,
    data: change,
    subject: textAt(change, 'resource', 'gid'),
    time: timeAt(change, 'created_at'),
  };
}

/** Asana: what changes in a project, a task or a portfolio. The first request hands over the secret that signs the later ones. */
export const asana = defineReceiver({
  name: 'asana',
  title: 'Asana',
  docs: 'https://developers.asana.com/docs/webhooks-guide',
  assurance: 'signed-body',
  setup: [
    'Create this source without a secret, and have it wait for one: kanca sources await-secret, or POST /api/v1/sources/{id}/await-secret. It waits 15 minutes.',
    'Create the webhook: POST https://app.asana.com/api/1.0/webhooks with resource, and with the URL of this source as target.',
    'Asana sends a secret in X-Hook-Secret. This source takes it and answers; the webhook is active at once.',
    'Every webhook has its own secret: make a source for each.',
  ],
  secret: {
    name: 'hookSecret',
    label: 'Hook secret',
    help: 'Asana makes it and sends it to this source, which takes it once.',
  },
  verify: hmac({ algorithm: 'sha256', header: 'x-hook-signature' }),
  handshakes: [secretHandover],
  // An empty list is a heartbeat: Asana only wants to hear that it was heard.
  read(_request, payload) {
    const events = valueAt(payload, 'events');
    return Array.isArray(events) ? events.map(readChange) : [];
  },
  freshen: (sample, { id, now }) => ({
    ...sample,
    body: {
      events: [
        withFields(valueAt(sample.body, 'events', '0'), {
          created_at: now.toISOString(),
          user: { gid: id, resource_type: 'user' },
        }),
      ],
    },
  }),
  events: asanaEventNames,
  samples: asanaSamples,
});

export class AsanaReceiverModule extends ReceiverModule(asana) {}
