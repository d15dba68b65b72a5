import {
  body,
  concat,
  defineReceiver,
  hmac,
  keyValueList,
  ReceiverModule,
  signatureField,
  textAt,
  timeAt,
  toleranceOption,
  type WithNames,
} from '../kit/index.js';
import { elevenlabsEventNames, elevenlabsSamples, freshenElevenlabs } from './elevenlabs.samples.js';
import type { ElevenlabsEvent, ElevenlabsEvents } from './elevenlabs.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    elevenlabs: WithNames<ElevenlabsEvents, (typeof elevenlabsEventNames)[number], ElevenlabsEvent<string, unknown>>;
  }
}

const TOLERANCE_SECONDS = 1_800;

/** ElevenLabs: what comes after a call of an agent. */
export const elevenlabs = defineReceiver({
  name: 'elevenlabs',
  title: 'ElevenLabs',
  docs: 'https://elevenlabs.io/docs/product-guides/administration/webhooks',
  assurance: 'signed-body',
  setup: [
    'Open Settings > Webhooks of the workspace, and create a webhook with HMAC authentication.',
    'Callback URL: the https URL of this source.',
    'Copy the shared secret, which is shown once, and give it to this source.',
    'Agents settings: choose the webhook as the post-call webhook.',
  ],
  secret: {
    name: 'secret',
    label: 'Shared secret',
    help: 'ElevenLabs makes it: wsec_…, shown once when the webhook is created.',
  },
  options: [toleranceOption(TOLERANCE_SECONDS)],
  verify: hmac({
    algorithm: 'sha256',
    header: 'elevenlabs-signature',
    format: keyValueList({ signature: 'v0', fields: ['t'] }),
    signed: concat(signatureField('t'), '.', body),
    timestamp: { from: signatureField('t'), unit: 'seconds', toleranceSeconds: TOLERANCE_SECONDS },
  }),
  read(_request, payload) {
    const type = textAt(payload, 'type');
    const conversation = textAt(payload, 'data', 'conversation_id');
    return {
      id: type === undefined || conversation === undefined ? undefined : `${type}:${conversation}`,
      type,
      subject: conversation,
      time: timeAt(payload, 'event_timestamp'),
    };
  },
  events: elevenlabsEventNames,
  samples: elevenlabsSamples,
  freshen: freshenElevenlabs,
});

export class ElevenlabsReceiverModule extends ReceiverModule(elevenlabs) {}
