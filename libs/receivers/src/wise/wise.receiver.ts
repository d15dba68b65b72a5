import { defineReceiver, idAt, publicKey, ReceiverModule, textAt, timeAt, type WithNames } from '../kit/index.js';
import { freshenWise, wiseEventNames, wiseSamples } from './wise.samples.js';
import type { WiseEvent, WiseEvents } from './wise.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    wise: WithNames<WiseEvents, (typeof wiseEventNames)[number], WiseEvent<string, unknown>>;
  }
}

/** Wise: the states of transfers, and what comes into balances. */
export const wise = defineReceiver({
  name: 'wise',
  title: 'Wise',
  docs: 'https://docs.wise.com/guides/developer/webhooks/event-handling',
  assurance: 'signed-body',
  unsigned: ['id'],
  setup: [
    'Open Settings > Developer tools > Webhooks in Wise, and create a webhook with the URL of this source; or subscribe by the API.',
    'Copy the public key of Wise from the documentation on event handling. Production and sandbox have different ones.',
    'Give the key to this source, as PEM.',
    'Use Test webhook.',
  ],
  secret: {
    name: 'publicKey',
    label: 'Public key of Wise',
    help: 'Wise publishes it, in its documentation on event handling: -----BEGIN PUBLIC KEY-----…',
  },
  verify: publicKey({ algorithm: 'rsa-sha256', header: 'x-signature-sha256', encoding: 'base64' }),
  read({ headers }, payload) {
    return {
      id: headers['x-delivery-id'],
      type: textAt(payload, 'event_type'),
      subject: idAt(payload, 'data', 'resource', 'id'),
      time: timeAt(payload, 'sent_at'),
    };
  },
  events: wiseEventNames,
  samples: wiseSamples,
  freshen: freshenWise,
});

export class WiseReceiverModule extends ReceiverModule(wise) {}
