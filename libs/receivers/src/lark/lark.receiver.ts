import {
  defineReceiver,
  inJson,
  oneOf,
  ReceiverModule,
  textAt,
  token,
  toleranceOption,
  valueAt,
  type WithNames,
} from '../kit/index.js';
import { encryptedBody, openedJson } from './lark.encrypted-body.js';
import { freshenLark, larkEventNames, larkSamples } from './lark.samples.js';
import { urlVerification } from './lark.url-verification.js';
import type { LarkEvents } from './lark.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    lark: WithNames<LarkEvents, (typeof larkEventNames)[number]>;
  }
}

/** Lark, in China Feishu: events of an app, closed with an encrypt key or open with a verification token. */
export const lark = defineReceiver({
  name: 'lark',
  title: 'Lark / Feishu',
  docs: 'https://open.larksuite.com/document/server-docs/event-subscription-guide/event-subscription-configure-/encrypt-key-encryption-configuration-case',
  assurance: 'authenticated',
  setup: [
    'Open the app in the Lark Developer Console, Events & Callbacks > Encryption Strategy.',
    'Set an Encrypt Key, and give it to this source. Only then are events signed.',
    'Without an Encrypt Key, give the Verification Token to this source instead.',
    'Event Configuration: send events to the developer’s server, request URL: the https URL of this source.',
    'Lark proves the URL with a challenge, which is answered here. Add the events, and publish a version.',
  ],
  secret: {
    name: 'encryptKey',
    alsoNamed: ['verificationToken'],
    label: 'Encrypt Key',
    help: 'You choose it, under Encryption Strategy of the app. Or the Verification Token, which Lark makes.',
  },
  options: [toleranceOption(encryptedBody.toleranceSeconds ?? 0)],
  body: [openedJson],
  verify: oneOf(token(inJson('header', 'token')), token(inJson('token')), encryptedBody),
  handshakes: [urlVerification],
  read(_request, payload) {
    const milliseconds = textAt(payload, 'header', 'create_time');
    const event = valueAt(payload, 'event');
    return {
      id: textAt(payload, 'header', 'event_id') ?? textAt(payload, 'uuid'),
      // Schema 1.0 names the event inside.
      type: textAt(payload, 'header', 'event_type') ?? textAt(event, 'type'),
      subject: textAt(event, 'message', 'chat_id') ?? textAt(event, 'chat_id'),
      time: milliseconds === undefined ? undefined : new Date(Number(milliseconds)),
    };
  },
  events: larkEventNames,
  samples: larkSamples,
  freshen: freshenLark,
});

export class LarkReceiverModule extends ReceiverModule(lark) {}
