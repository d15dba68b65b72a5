import {
  body,
  concat,
  defineReceiver,
  hmac,
  header,
  ReceiverModule,
  textAt,
  timeAt,
  toleranceOption,
  withFields,
  type WithNames,
} from '../kit/index.js';
import { eitherSignature, signatureList } from './box.either-signature.js';
import { boxEventNames, boxSamples } from './box.samples.js';
import type { BoxEvent, BoxEvents } from './box.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    box: WithNames<BoxEvents, (typeof boxEventNames)[number], BoxEvent<string, unknown>>;
  }
}

const TOLERANCE_SECONDS = 600;
const TIMESTAMP = header('box-delivery-timestamp');

/**
 * Box, webhooks of version 2: files, folders, comments and signing. Box signs with two keys, so that each can be changed in
 * turn.
 */
export const box = defineReceiver({
  name: 'box',
  title: 'Box',
  docs: 'https://developer.box.com/guides/webhooks/v2/signatures-v2/',
  assurance: 'signed-body',
  unsigned: ['id'],
  setup: [
    'Open your app in the Box Developer Console > Webhooks > Manage signature keys, and generate both keys.',
    'Give the primary and the secondary key to this source.',
    'Create Webhook, V2. URL address: the URL of this source.',
    'Choose the file or folder and the triggers, and create it.',
  ],
  secret: {
    name: 'primaryKey',
    alsoNamed: ['secondaryKey'],
    label: 'Signature key',
    help: 'Box makes them: a primary and a secondary one, in the Developer Console. While one is changed, the other still fits.',
  },
  options: [toleranceOption(TOLERANCE_SECONDS)],
  verify: hmac({
    algorithm: 'sha256',
    at: eitherSignature,
    format: signatureList,
    encoding: 'base64',
    signed: concat(body, TIMESTAMP),
    timestamp: { from: TIMESTAMP, unit: 'iso', toleranceSeconds: TOLERANCE_SECONDS },
  }),
  read: ({ headers }, payload) => ({
    id: headers['box-delivery-id'],
    type: textAt(payload, 'trigger'),
    subject: textAt(payload, 'source', 'id'),
    time: timeAt(payload, 'created_at'),
  }),
  freshen: (sample, { id, now }) => ({
    headers: {
      ...sample.headers,
      'box-delivery-id': id,
      'box-signature-version': '1',
      'box-signature-algorithm': 'HmacSHA256',
    },
    body: withFields(sample.body, { id, created_at: now.toISOString() }),
  }),
  events: boxEventNames,
  samples: boxSamples,
});

export class BoxReceiverModule extends ReceiverModule(box) {}
