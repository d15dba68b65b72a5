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
  withFields,
  type WithNames,
} from '../kit/index.js';
import { muxEventNames, muxSamples } from './mux.samples.js';
import type { MuxEvent, MuxEvents } from './mux.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    mux: WithNames<MuxEvents, (typeof muxEventNames)[number], MuxEvent<string, unknown>>;
  }
}

const TOLERANCE_SECONDS = 300;

/** Mux: video assets, uploads and live streams. */
export const mux = defineReceiver({
  name: 'mux',
  title: 'Mux',
  docs: 'https://www.mux.com/docs/core/verify-webhook-signatures',
  assurance: 'signed-body',
  setup: [
    'Open Settings > Webhooks of the environment, and create a webhook.',
    'URL to notify: the URL of this source. Create it.',
    'Show its signing secret and give it to this source.',
  ],
  secret: { name: 'secret', label: 'Signing secret', help: 'Mux makes it: on the page of the webhook.' },
  options: [toleranceOption(TOLERANCE_SECONDS)],
  verify: hmac({
    algorithm: 'sha256',
    header: 'mux-signature',
    format: keyValueList({ signature: 'v1', fields: ['t'] }),
    signed: concat(signatureField('t'), '.', body),
    timestamp: { from: signatureField('t'), unit: 'seconds', toleranceSeconds: TOLERANCE_SECONDS },
  }),
  read: (_request, payload) => ({
    id: textAt(payload, 'id'),
    type: textAt(payload, 'type'),
    subject: textAt(payload, 'object', 'id'),
    time: timeAt(payload, 'created_at'),
  }),
  freshen: (sample, { id, now }) => ({
    ...sample,
    body: withFields(sample.body, { id, created_at: now.toISOString() }),
  }),
  events: muxEventNames,
  samples: muxSamples,
});

export class MuxReceiverModule extends ReceiverModule(mux) {}
