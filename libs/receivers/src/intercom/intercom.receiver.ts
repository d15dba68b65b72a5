import { defineReceiver, hmac, ReceiverModule, textAt, timeAt, withFields, type WithNames } from '../kit/index.js';
import { intercomEventNames, intercomSamples } from './intercom.samples.js';
import type { Handshake } from '../kit/index.js';
import type { IntercomEvents } from './intercom.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    intercom: WithNames<IntercomEvents, (typeof intercomEventNames)[number]>;
  }
}

const probe: Handshake = {
  name: 'probe',
  isSigned: false,
  answer: ({ method }) => (method === 'HEAD' ? { status: 200 } : null),
};

/** Intercom: conversations, contacts, tickets and companies. Before it takes a URL, Intercom probes it with a HEAD. */
export const intercom = defineReceiver({
  name: 'intercom',
  title: 'Intercom',
  docs: 'https://developers.intercom.com/docs/webhooks/setting-up-webhooks#validating-notifications',
  assurance: 'signed-body',
  setup: [
    'Open the Developer Hub, your app, Basic information, and give its client secret to this source.',
    'Webhooks: set the endpoint URL to the URL of this source. Intercom probes it when you save.',
    'Choose the topics and save.',
    'Send a test request, which arrives here as intercom.ping.',
  ],
  secret: {
    name: 'clientSecret',
    label: 'Client secret',
    help: 'Intercom makes it: under Basic information of the app.',
  },
  methods: ['POST', 'HEAD'],
  // SHA-1 is all that Intercom has.
  verify: hmac({ algorithm: 'sha1', header: 'x-hub-signature', prefix: 'sha1=' }),
  handshakes: [probe],
  read: (_request, payload) => ({
    id: textAt(payload, 'id'),
    type: textAt(payload, 'topic'),
    subject: textAt(payload, 'data', 'item', 'id'),
    time: timeAt(payload, 'created_at'),
  }),
  freshen: (sample, { id, now }) => ({
    ...sample,
    body: withFields(sample.body, { id: `notif_${id}`, created_at: Math.floor(now.getTime() / 1_000) }),
  }),
  events: intercomEventNames,
  samples: intercomSamples,
});

export class IntercomReceiverModule extends ReceiverModule(intercom) {}
