import { defineReceiver, hmac, ReceiverModule, textAt, timeAt, valueAt, withFields } from '../kit/index.js';
import { segmentEventNames, segmentSamples } from './segment.samples.js';
import type { ReadEvent } from '../kit/index.js';
import type { SegmentEvents } from './segment.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    segment: SegmentEvents;
  }
}

function readCall(call: unknown): ReadEvent {
  return {
    id: textAt(call, 'messageId'),
    type: textAt(call, 'type'),
    data: call,
    subject: textAt(call, 'userId') ?? textAt(call, 'anonymousId'),
    time: timeAt(call, 'timestamp'),
  };
}

/** Segment: the calls that a Webhooks destination passes on, one by one or in batches. */
export const segment = defineReceiver({
  name: 'segment',
  title: 'Segment',
  docs: 'https://segment.com/docs/connections/destinations/catalog/webhooks/#authentication',
  assurance: 'signed-body',
  setup: [
    'Open Connections > Catalog, and add the destination Webhooks (Actions) to a source.',
    'Settings: shared secret, a long random text. Give the same to this source.',
    'Mappings: send the events by POST to the URL of this source.',
    'Turn the destination on. Event Tester sends an event.',
  ],
  secret: {
    name: 'sharedSecret',
    label: 'Shared secret',
    help: 'You choose it: a long random text, the same here and in the settings of the destination.',
  },
  // SHA-1 is all that Segment has.
  verify: hmac({ algorithm: 'sha1', header: 'x-signature' }),
  read(_request, payload) {
    const batch = valueAt(payload, 'batch');
    return (Array.isArray(batch) ? batch : [payload]).map(readCall);
  },
  freshen: (sample, { id, now }) => ({
    ...sample,
    body: withFields(sample.body, { messageId: id, timestamp: now.toISOString() }),
  }),
  events: segmentEventNames,
  samples: segmentSamples,
});

export class SegmentReceiverModule extends ReceiverModule(segment) {}
