import { valueAt, withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

/** What LINE is known to send. */
export const lineEventNames = [
  'accountLink',
  'beacon',
  'follow',
  'join',
  'leave',
  'memberJoined',
  'memberLeft',
  'message',
  'postback',
  'unfollow',
  'unsend',
  'videoPlayComplete',
] as const;

function sampleOf(event: object): Sample {
  return {
    body: {
      destination: 'Uinvented0000000000000000000000000',
      events: [
        {
          webhookEventId: '01FZ74A0TDDPYRVKNK77XKC3ZR',
          mode: 'active',
          timestamp: 1_760_000_000_000,
          source: { type: 'user', userId: 'U4af4980629' },
          deliveryContext: { isRedelivery: false },
          ...event,
        },
      ],
    },
  };
}

export const lineSamples: Readonly<Record<string, Sample>> = {
  message: sampleOf({
    type: 'message',
    replyToken: 'nHuyWiB7yP5Zw52FIkcQobQuGDXCTA',
    message: { type: 'text', id: '444573844083572737', text: 'こんにちは' },
  }),
  follow: sampleOf({ type: 'follow', replyToken: 'nHuyWiB7yP5Zw52FIkcQobQuGDXCTB', follow: { isUnblocked: false } }),
};

export function freshenLine(sample: Sample, { id, now }: Freshness): Sample {
  const event = withFields(valueAt(sample.body, 'events', '0'), { webhookEventId: id, timestamp: now.getTime() });
  return { ...sample, body: withFields(sample.body, { events: [event] }) };
}
