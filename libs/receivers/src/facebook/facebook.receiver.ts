import { defineReceiver, hmac, oneOf, ReceiverModule, whenOption } from '../kit/index.js';
import { facebookEventNames } from './facebook.event-names.js';
import { verificationRequest } from './facebook.handshakes.js';
import { readFacebook } from './facebook.read.js';
import { freshenFacebook, facebookSamples } from './facebook.samples.js';
import type { FacebookEvents } from './facebook.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    facebook: FacebookEvents;
  }
}

/** Facebook, by Meta: pages, their conversations on Messenger, and people who use an app. */
export const facebook = defineReceiver({
  name: 'facebook',
  title: 'Facebook Pages / Messenger',
  docs: 'https://developers.facebook.com/docs/graph-api/webhooks/getting-started#validate-payloads',
  assurance: 'signed-body',
  setup: [
    'Open your app at developers.facebook.com, App settings > Basic, and give its App secret to this source.',
    'Choose a verify token, a long random text, and give it to this source.',
    'Webhooks of the app: choose Page (or User), and enter the URL of this source and the verify token.',
    'Meta calls the URL at once, and saves it only if this source answers.',
    'Subscribe to the fields that you want to hear of, and subscribe the page to the app.',
  ],
  secret: {
    name: 'appSecret',
    label: 'App secret',
    help: 'Meta makes it: under App settings > Basic of your app. All products of the app have the same.',
  },
  options: [
    {
      kind: 'secret',
      name: 'verifyToken',
      label: 'Verify token',
      help: 'You choose it: a long random text, the same here and in the webhook settings of the app.',
      isRequired: true,
    },
    {
      kind: 'boolean',
      name: 'allowSha1',
      label: 'Accept SHA-1 signatures',
      help: 'For old set-ups that strip x-hub-signature-256. Never used when that header is there.',
      default: false,
    },
  ],
  methods: ['POST', 'GET'],
  verify: oneOf(
    hmac({ algorithm: 'sha256', header: 'x-hub-signature-256', prefix: 'sha256=' }),
    whenOption('allowSha1', hmac({ algorithm: 'sha1', header: 'x-hub-signature', prefix: 'sha1=' })),
  ),
  handshakes: [verificationRequest],
  read: (_request, payload) => readFacebook(payload),
  events: facebookEventNames,
  samples: facebookSamples,
  freshen: freshenFacebook,
});

export class FacebookReceiverModule extends ReceiverModule(facebook) {}
