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
import { freshenWorkos, workosEventNames, workosSamples } from './workos.samples.js';
import type { WorkosEvent, WorkosEvents } from './workos.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    workos: WithNames<WorkosEvents, (typeof workosEventNames)[number], WorkosEvent<string, unknown>>;
  }
}

const TOLERANCE_SECONDS = 180;

/** WorkOS: users, directory sync, connections. */
export const workos = defineReceiver({
  name: 'workos',
  title: 'WorkOS',
  docs: 'https://workos.com/docs/events/data-syncing/webhooks',
  assurance: 'signed-body',
  setup: [
    'Open Developer > Webhooks of the WorkOS dashboard, and create a webhook.',
    'Endpoint URL: the https URL of this source. Choose the events.',
    'Copy the signing secret and give it to this source.',
    'Send a test event. It arrives here.',
  ],
  secret: {
    name: 'secret',
    label: 'Signing secret',
    help: 'WorkOS makes it: on the page of the webhook.',
  },
  options: [toleranceOption(TOLERANCE_SECONDS)],
  verify: hmac({
    algorithm: 'sha256',
    header: 'workos-signature',
    format: keyValueList({ signature: 'v1', fields: ['t'] }),
    signed: concat(signatureField('t'), '.', body),
    timestamp: { from: signatureField('t'), unit: 'milliseconds', toleranceSeconds: TOLERANCE_SECONDS },
  }),
  read: (_request, payload) => ({
    id: textAt(payload, 'id'),
    type: textAt(payload, 'event'),
    subject: textAt(payload, 'data', 'id'),
    time: timeAt(payload, 'created_at'),
  }),
  events: workosEventNames,
  samples: workosSamples,
  freshen: freshenWorkos,
});

export class WorkosReceiverModule extends ReceiverModule(workos) {}
