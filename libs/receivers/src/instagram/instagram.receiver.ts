import { metaApp } from '../kit/built-in.js';
import { defineReceiver, ReceiverModule, type WithNames } from '../kit/index.js';
import { instagramEventNames } from './instagram.event-names.js';
import { readInstagram } from './instagram.read.js';
import { freshenInstagram, instagramSamples } from './instagram.samples.js';
import type { InstagramEvents } from './instagram.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    instagram: WithNames<InstagramEvents, (typeof instagramEventNames)[number]>;
  }
}

/** Instagram, by Meta: comments, mentions and messages of professional accounts. */
export const instagram = defineReceiver({
  ...metaApp,
  name: 'instagram',
  title: 'Instagram',
  setup: [
    'Open your app at developers.facebook.com, App settings > Basic, and give its App secret to this source.',
    'Choose a verify token, a long random text, and give it to this source.',
    'Webhooks of the app: choose Instagram, and enter the URL of this source and the verify token.',
    'Meta calls the URL at once, and saves it only if this source answers.',
    'Subscribe to the fields that you want to hear of, and subscribe the account to the app.',
  ],
  read: (_request, payload) => readInstagram(payload),
  events: instagramEventNames,
  samples: instagramSamples,
  freshen: freshenInstagram,
});

export class InstagramReceiverModule extends ReceiverModule(instagram) {}
