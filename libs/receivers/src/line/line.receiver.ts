import { defineReceiver, hmac, numberAt, ReceiverModule, textAt, valueAt, type WithNames } from '../kit/index.js';
import { freshenLine, lineEventNames, lineSamples } from './line.samples.js';
import type { Handshake, ReadEvent } from '../kit/index.js';
import type { LineEvents } from './line.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    line: WithNames<LineEvents, (typeof lineEventNames)[number]>;
  }
}

/** The Verify button of the console sends a signed request without an event. */
const verifyButton: Handshake = {
  name: 'verify',
  isSigned: true,
  answer(_request, payload) {
    const events = valueAt(payload, 'events');
    return Array.isArray(events) && events.length === 0 ? { status: 200 } : null;
  },
};

/** LINE's Messaging API. */
export const line = defineReceiver({
  name: 'line',
  title: 'LINE Messaging API',
  docs: 'https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/',
  assurance: 'signed-body',
  setup: [
    'Open the channel in the LINE Developers console, Basic settings.',
    'Copy the Channel secret and give it to this source.',
    'Messaging API: paste the https URL of this source as the Webhook URL, and press Verify.',
    'Switch Use webhook on, and Webhook redelivery if you like: a repetition is told here.',
  ],
  secret: {
    name: 'channelSecret',
    label: 'Channel secret',
    help: 'LINE makes it: under Basic settings of the channel.',
  },
  verify: hmac({ algorithm: 'sha256', header: 'x-line-signature', encoding: 'base64' }),
  handshakes: [verifyButton],
  read(_request, payload) {
    const events = valueAt(payload, 'events');
    if (!Array.isArray(events)) throw new Error('there are no events');
    return events.map(readEvent);
  },
  events: lineEventNames,
  samples: lineSamples,
  freshen: freshenLine,
});

function readEvent(event: unknown): ReadEvent {
  const source = valueAt(event, 'source');
  const milliseconds = numberAt(event, 'timestamp');
  return {
    id: textAt(event, 'webhookEventId'),
    type: textAt(event, 'type'),
    data: event,
    subject: textAt(source, 'groupId') ?? textAt(source, 'roomId') ?? textAt(source, 'userId'),
    time: milliseconds === undefined ? undefined : new Date(milliseconds),
  };
}

export class LineReceiverModule extends ReceiverModule(line) {}
