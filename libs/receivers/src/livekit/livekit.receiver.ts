import { defineReceiver, inHeader, jwt, ReceiverModule, textAt, type WithNames } from '../kit/index.js';
import { claimsOf, isForBody, isOfKey, wouldEnd } from './livekit.claims.js';
import { freshenLivekit, livekitEventNames, livekitSamples } from './livekit.samples.js';
import type { LivekitEvents } from './livekit.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    livekit: WithNames<LivekitEvents, (typeof livekitEventNames)[number]>;
  }
}

/** LiveKit, Cloud and self-hosted: rooms, participants, recordings. A token binds the body. */
export const livekit = defineReceiver({
  name: 'livekit',
  title: 'LiveKit',
  docs: 'https://docs.livekit.io/home/server/webhooks/',
  assurance: 'signed-body',
  setup: [
    'Open Settings > Keys of the project, and copy an API key and its secret.',
    'Give the secret to this source, and the key too if only that one may send here.',
    'Cloud: Settings > Webhooks, URL: the URL of this source, signing API key: that key.',
    'Self-hosted: webhook.urls and webhook.api_key of the configuration file.',
  ],
  secret: {
    name: 'apiSecret',
    label: 'API secret',
    help: 'LiveKit makes it: together with the API key that signs the webhooks.',
  },
  options: [
    {
      kind: 'text',
      name: 'apiKey',
      label: 'API key',
      help: 'The key whose secret it is. Tokens of another one are refused then.',
      isRequired: false,
    },
  ],
  verify: jwt({
    at: inHeader('authorization'),
    algorithms: ['HS256'],
    checks: [wouldEnd, isOfKey, isForBody],
    claims: claimsOf,
  }),
  read(_request, payload) {
    const seconds = Number(textAt(payload, 'createdAt'));
    return {
      id: textAt(payload, 'id'),
      type: textAt(payload, 'event'),
      subject: textAt(payload, 'room', 'name'),
      time: new Date(seconds * 1_000),
    };
  },
  events: livekitEventNames,
  samples: livekitSamples,
  freshen: freshenLivekit,
});

export class LivekitReceiverModule extends ReceiverModule(livekit) {}
