import {
  body,
  concat,
  defineReceiver,
  header,
  publicKey,
  ReceiverModule,
  textAt,
  timeAt,
  toleranceOption,
  type WithNames,
} from '../kit/index.js';
import { freshenTelnyx, telnyxEventNames, telnyxSamples } from './telnyx.samples.js';
import type { TelnyxEvent, TelnyxEvents } from './telnyx.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    telnyx: WithNames<TelnyxEvents, (typeof telnyxEventNames)[number], TelnyxEvent<string, unknown>>;
  }
}

const TIMESTAMP = header('telnyx-timestamp');
const TOLERANCE_SECONDS = 300;

/** Telnyx: messages, calls, faxes (API v2). */
export const telnyx = defineReceiver({
  name: 'telnyx',
  title: 'Telnyx',
  docs: 'https://developers.telnyx.com/docs/messaging/messages/receiving-webhooks',
  assurance: 'signed-body',
  setup: [
    'Open Account Settings > Keys & Credentials > Public Key of the Telnyx portal.',
    'Copy the public key and give it to this source.',
    'Messaging: open the messaging profile, and paste the URL of this source as the inbound webhook. API version 2.',
    'Calls: open the Voice API application, and paste the same URL.',
  ],
  secret: {
    name: 'publicKey',
    label: 'Public key',
    help: 'Telnyx makes it: in base64, under Keys & Credentials.',
  },
  options: [toleranceOption(TOLERANCE_SECONDS)],
  verify: publicKey({
    algorithm: 'ed25519',
    header: 'telnyx-signature-ed25519',
    encoding: 'base64',
    signed: concat(TIMESTAMP, '|', body),
    timestamp: { from: TIMESTAMP, unit: 'seconds', toleranceSeconds: TOLERANCE_SECONDS },
  }),
  read: (_request, payload) => ({
    id: textAt(payload, 'data', 'id'),
    type: textAt(payload, 'data', 'event_type'),
    subject: textAt(payload, 'data', 'payload', 'id') ?? textAt(payload, 'data', 'payload', 'call_session_id'),
    time: timeAt(payload, 'data', 'occurred_at'),
  }),
  events: telnyxEventNames,
  samples: telnyxSamples,
  freshen: freshenTelnyx,
});

export class TelnyxReceiverModule extends ReceiverModule(telnyx) {}
