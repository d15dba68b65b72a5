import { defineReceiver, hmac, oneOf, ReceiverModule, whenOption } from '../kit/index.js';
import { whatsappEventNames } from './whatsapp.event-names.js';
import { verificationRequest } from './whatsapp.handshakes.js';
import { readWhatsapp } from './whatsapp.read.js';
import { freshenWhatsapp, whatsappSamples } from './whatsapp.samples.js';
import type { WhatsappEvents } from './whatsapp.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    whatsapp: WhatsappEvents;
  }
}

/** WhatsApp Business Platform, the Cloud API of Meta: messages, what becomes of them, and the state of the account. */
export const whatsapp = defineReceiver({
  name: 'whatsapp',
  title: 'WhatsApp Cloud API',
  docs: 'https://developers.facebook.com/docs/graph-api/webhooks/getting-started#validate-payloads',
  assurance: 'signed-body',
  setup: [
    'Open your app at developers.facebook.com, App settings > Basic, and give its App secret to this source.',
    'Choose a verify token, a long random text, and give it to this source.',
    'WhatsApp > Configuration of the app: enter the URL of this source and the verify token.',
    'Meta calls the URL at once, and saves it only if this source answers.',
    'Subscribe to the field messages, and to others that you want to hear of.',
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
  read: (_request, payload) => readWhatsapp(payload),
  events: whatsappEventNames,
  samples: whatsappSamples,
  freshen: freshenWhatsapp,
});

export class WhatsappReceiverModule extends ReceiverModule(whatsapp) {}
