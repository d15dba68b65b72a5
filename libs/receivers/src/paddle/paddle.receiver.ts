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
import { freshenPaddle, paddleEventNames, paddleSamples } from './paddle.samples.js';
import type { PaddleEvent, PaddleEvents } from './paddle.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    paddle: WithNames<PaddleEvents, (typeof paddleEventNames)[number], PaddleEvent<string, unknown>>;
  }
}

/** Paddle's own libraries take 5 seconds, which is too little for a clock that is not quite right. */
const TOLERANCE_SECONDS = 300;

/** Paddle Billing: transactions, subscriptions and customers. While a secret is rolled, Paddle signs with both. */
export const paddle = defineReceiver({
  name: 'paddle',
  title: 'Paddle',
  docs: 'https://developer.paddle.com/webhooks/signature-verification',
  assurance: 'signed-body',
  setup: [
    'Open Developer tools > Notifications in Paddle, and add a destination of the type webhook.',
    'URL: the URL of this source. Choose the events and save.',
    'Edit the destination, copy its secret key (pdl_ntfset_…) and give it to this source, whole.',
  ],
  secret: {
    name: 'secret',
    label: 'Secret key',
    help: 'Paddle makes it: pdl_ntfset_…, on the page of the notification destination. Every destination has its own.',
  },
  options: [toleranceOption(TOLERANCE_SECONDS)],
  verify: hmac({
    algorithm: 'sha256',
    header: 'paddle-signature',
    format: keyValueList({ separator: ';', signature: 'h1', fields: ['ts'] }),
    signed: concat(signatureField('ts'), ':', body),
    timestamp: { from: signatureField('ts'), unit: 'seconds', toleranceSeconds: TOLERANCE_SECONDS },
  }),
  read: (_request, payload) => ({
    id: textAt(payload, 'event_id'),
    type: textAt(payload, 'event_type'),
    subject: textAt(payload, 'data', 'id'),
    time: timeAt(payload, 'occurred_at'),
  }),
  events: paddleEventNames,
  samples: paddleSamples,
  freshen: freshenPaddle,
});

export class PaddleReceiverModule extends ReceiverModule(paddle) {}
