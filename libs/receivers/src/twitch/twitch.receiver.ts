import {
  body,
  concat,
  defineReceiver,
  hmac,
  header,
  ReceiverModule,
  textAt,
  timeAt,
  toleranceOption,
  valueAt,
  type WithNames,
} from '../kit/index.js';
import { twitchEventNames, twitchSamples } from './twitch.samples.js';
import type { Handshake } from '../kit/index.js';
import type { TwitchEvents } from './twitch.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    twitch: WithNames<TwitchEvents, (typeof twitchEventNames)[number]>;
  }
}

const TOLERANCE_SECONDS = 600;
const ID = header('twitch-eventsub-message-id');
const TIMESTAMP = header('twitch-eventsub-message-timestamp');

/** Twitch proves that the callback is ours: it sends a challenge, signed, and wants it back. */
const callbackVerification: Handshake = {
  name: 'webhook_callback_verification',
  isSigned: true,
  answer(_request, payload) {
    const challenge = textAt(payload, 'challenge');
    if (challenge === undefined || valueAt(payload, 'event') !== undefined) return null;
    const headers = { 'x-content-type-options': 'nosniff' };
    return { status: 200, contentType: 'text/plain', headers, body: challenge };
  },
};

function isNotification(payload: unknown): boolean {
  return valueAt(payload, 'event') !== undefined || valueAt(payload, 'events') !== undefined;
}

/** Twitch EventSub. What kind of message it is, is read from the body: the header that says so is not signed. */
export const twitch = defineReceiver({
  name: 'twitch',
  title: 'Twitch EventSub',
  docs: 'https://dev.twitch.tv/docs/eventsub/handling-webhook-events/#verifying-the-event-message',
  assurance: 'signed-body',
  setup: [
    'Register an app at dev.twitch.tv/console, and get an app access token.',
    'Choose a secret: 10 to 100 ASCII characters. Give it to this source.',
    'Create the subscription: POST https://api.twitch.tv/helix/eventsub/subscriptions with transport.method webhook.',
    'transport.callback: the URL of this source. transport.secret: the same secret.',
  ],
  secret: {
    name: 'secret',
    label: 'Secret',
    help: 'You choose it: 10 to 100 ASCII characters, the transport.secret of the subscription.',
  },
  options: [toleranceOption(TOLERANCE_SECONDS)],
  verify: hmac({
    algorithm: 'sha256',
    header: 'twitch-eventsub-message-signature',
    prefix: 'sha256=',
    signed: concat(ID, TIMESTAMP, body),
    timestamp: { from: TIMESTAMP, unit: 'iso', toleranceSeconds: TOLERANCE_SECONDS },
  }),
  handshakes: [callbackVerification],
  read: ({ headers }, payload) => ({
    id: headers[ID.name],
    type: isNotification(payload) ? textAt(payload, 'subscription', 'type') : 'revocation',
    subject:
      textAt(payload, 'subscription', 'condition', 'broadcaster_user_id') ??
      textAt(payload, 'subscription', 'condition', 'user_id'),
    time: timeAt(headers, TIMESTAMP.name),
  }),
  freshen: (sample, { id }) => ({ ...sample, headers: { ...sample.headers, [ID.name]: id } }),
  events: twitchEventNames,
  samples: twitchSamples,
});

export class TwitchReceiverModule extends ReceiverModule(twitch) {}
