import type { Part } from '../kit/built-in.js';
import {
  body,
  concat,
  defineReceiver,
  hmac,
  option,
  publicUrl,
  ReceiverModule,
  textAt,
  timeAt,
  type WithNames,
} from '../kit/index.js';
import { freshenSquare, squareEventNames, squareSamples } from './square.samples.js';
import type { SquareEvent, SquareEvents } from './square.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    square: WithNames<SquareEvents, (typeof squareEventNames)[number], SquareEvent<string, string, unknown>>;
  }
}

const NOTIFICATION_URL = option('notificationUrl');

/** The URL as it was entered at Square. What the source says comes first: behind a proxy the URL that arrives may differ. */
const notificationUrl: Part = Object.freeze({
  kind: 'notification_url',
  headers: [],
  read: (view) => (view.context.options['notificationUrl'] === undefined ? publicUrl : NOTIFICATION_URL).read(view),
} satisfies Part);

/** Square: payments, refunds, orders and the rest of a seller's business. */
export const square = defineReceiver({
  name: 'square',
  title: 'Square',
  docs: 'https://developer.squareup.com/docs/webhooks/step3validate',
  assurance: 'signed-body',
  setup: [
    'Open your application at developer.squareup.com, Webhooks > Subscriptions, and add a subscription.',
    'Notification URL: the URL of this source. Choose the events and save.',
    'Show the signature key of the subscription, and give it to this source.',
    'If the URL that you entered is not the public URL of this hub, write it into the option Notification URL, to the letter.',
  ],
  secret: {
    name: 'signatureKey',
    label: 'Signature key',
    help: 'Square makes it: on the page of the webhook subscription. Every subscription has its own.',
  },
  options: [
    {
      kind: 'text',
      name: 'notificationUrl',
      label: 'Notification URL',
      help: 'The URL exactly as it was entered at Square, if it is not the public URL of this source.',
      isRequired: false,
    },
  ],
  verify: hmac({
    algorithm: 'sha256',
    header: 'x-square-hmacsha256-signature',
    encoding: 'base64',
    signed: concat(notificationUrl, body),
  }),
  read: (_request, payload) => ({
    id: textAt(payload, 'event_id'),
    type: textAt(payload, 'type'),
    subject: textAt(payload, 'data', 'id'),
    time: timeAt(payload, 'created_at'),
  }),
  events: squareEventNames,
  samples: squareSamples,
  freshen: freshenSquare,
});

export class SquareReceiverModule extends ReceiverModule(square) {}
