import { metaApp } from '../kit/built-in.js';
import { defineReceiver, ReceiverModule, type WithNames } from '../kit/index.js';
import { whatsappEventNames } from './whatsapp.event-names.js';
import { readWhatsapp } from './whatsapp.read.js';
import { freshenWhatsapp, whatsappSamples } from './whatsapp.samples.js';
import type { WhatsappEvents } from './whatsapp.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    whatsapp: WithNames<WhatsappEvents, (typeof whatsappEventNames)[number]>;
  }
}

/** WhatsApp Business Platform, the Cloud API of Meta: messages, what becomes of them, and the state of the account. */
export const whatsapp = defineReceiver({
  ...metaApp,
  name: 'whatsapp',
  title: 'WhatsApp Cloud API',
  setup: [
    'Open your app at developers.facebook.com, App settings > Basic, and give its App secret to this source.',
    'Choose a verify token, a long random text, and give it to this source.',
    'WhatsApp > Configuration of the app: enter the URL of this source and the verify token.',
    'Meta calls the URL at once, and saves it only if this source answers.',
    'Subscribe to the field messages, and to others that you want to hear of.',
  ],
  read: (_request, payload) => readWhatsapp(payload),
  events: whatsappEventNames,
  samples: whatsappSamples,
  freshen: freshenWhatsapp,
});

export class WhatsappReceiverModule extends ReceiverModule(whatsapp) {}
