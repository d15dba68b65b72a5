import { metaApp } from '../kit/built-in.js';
import { defineReceiver, ReceiverModule, type WithNames } from '../kit/index.js';
import { facebookEventNames } from './facebook.event-names.js';
import { readFacebook } from './facebook.read.js';
import { freshenFacebook, facebookSamples } from './facebook.samples.js';
import type { FacebookEvents } from './facebook.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    facebook: WithNames<FacebookEvents, (typeof facebookEventNames)[number]>;
  }
}

/** Facebook, by Meta: pages, their conversations on Messenger, and people who use an app. */
export const facebook = defineReceiver({
  ...metaApp,
  name: 'facebook',
  title: 'Facebook Pages / Messenger',
  setup: [
    'Open your app at developers.facebook.com, App settings > Basic, and give its App secret to this source.',
    'Choose a verify token, a long random text, and give it to this source.',
    'Webhooks of the app: choose Page (or User), and enter the URL of this source and the verify token.',
    'Meta calls the URL at once, and saves it only if this source answers.',
    'Subscribe to the fields that you want to hear of, and subscribe the page to the app.',
  ],
  read: (_request, payload) => readFacebook(payload),
  events: facebookEventNames,
  samples: facebookSamples,
  freshen: freshenFacebook,
});

export class FacebookReceiverModule extends ReceiverModule(facebook) {}
