import { valueAt, withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

const SUBSCRIPTION = 'projects/shop/subscriptions/hub';

/** What Cloud Storage sends through Pub/Sub, and what a message without the attribute `eventType` is called. */
export const googlePubsubEventNames: readonly string[] = [
  'OBJECT_ARCHIVE',
  'OBJECT_DELETE',
  'OBJECT_FINALIZE',
  'OBJECT_METADATA_UPDATE',
  SUBSCRIPTION,
];

function sampleOf(message: object): Sample {
  return {
    body: {
      message: { messageId: '2070443601311540', publishTime: '2026-01-15T08:53:20.000Z', ...message },
      subscription: SUBSCRIPTION,
      deliveryAttempt: 1,
    },
  };
}

export const googlePubsubSamples: Readonly<Record<string, Sample>> = {
  OBJECT_FINALIZE: sampleOf({
    attributes: { eventType: 'OBJECT_FINALIZE', bucketId: 'photos', objectId: 'cup.jpg' },
    data: Buffer.from('{"bucket":"photos","name":"cup.jpg","size":"524288"}').toString('base64'),
  }),
  [SUBSCRIPTION]: sampleOf({ data: Buffer.from('{"order":6735}').toString('base64') }),
};

export function freshenGooglePubsub(sample: Sample, { id, now }: Freshness): Sample {
  const fresh = { messageId: id, publishTime: now.toISOString() };
  return { ...sample, body: withFields(sample.body, { message: withFields(valueAt(sample.body, 'message'), fresh) }) };
}
