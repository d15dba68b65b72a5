import { defineReceiver, numberAt, ReceiverModule, textAt, valueAt } from '../kit/index.js';
import { appSignature } from './pusher.app-signature.js';
import { pusherEventNames } from './pusher.event-names.js';
import { freshenPusher, pusherSamples } from './pusher.samples.js';
import type { PusherEvents } from './pusher.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    pusher: PusherEvents;
  }
}

/** Pusher Channels: who comes to and leaves channels, and what clients say there. */
export const pusher = defineReceiver({
  name: 'pusher',
  title: 'Pusher Channels',
  docs: 'https://pusher.com/docs/channels/server_api/webhooks/#security',
  assurance: 'signed-body',
  setup: [
    'Open your app at dashboard.pusher.com, App Keys, and give key and secret to this source.',
    'Webhooks: add the URL of this source, once for each type of event that you want.',
    'When you roll the keys, give both secrets to this source, and both keys with a comma between them.',
  ],
  secret: {
    name: 'secret',
    label: 'Secret',
    help: 'Pusher makes it: under App Keys of your app, beside the key.',
  },
  options: [
    {
      kind: 'text',
      name: 'key',
      label: 'Key',
      help: 'The app key that belongs to the secret; several with commas between them. Requests for other apps are refused.',
      isRequired: true,
    },
  ],
  verify: appSignature,
  read(_request, payload) {
    const at = numberAt(payload, 'time_ms');
    const events = valueAt(payload, 'events');
    if (!Array.isArray(events)) return { id: undefined, type: undefined };
    return events.map((data: unknown) => ({
      id: undefined,
      type: textAt(data, 'name'),
      subject: textAt(data, 'channel'),
      time: at === undefined ? undefined : new Date(at),
      data,
    }));
  },
  events: pusherEventNames,
  samples: pusherSamples,
  freshen: freshenPusher,
});

export class PusherReceiverModule extends ReceiverModule(pusher) {}
