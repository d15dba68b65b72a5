import type { Sample } from '../kit/index.js';

/** The calls of the Segment spec. */
export const segmentEventNames: readonly string[] = ['alias', 'group', 'identify', 'page', 'screen', 'track'];

export const segmentSamples: Readonly<Record<string, Sample>> = {
  track: {
    body: {
      type: 'track',
      event: 'Order Completed',
      messageId: 'ajs-next-1760000000-0c1d',
      anonymousId: '8e0ac9d1-3f3c-4fb1-b3b5-0c3b4d5e6f7a',
      userId: 'user-42',
      timestamp: '2025-10-09T08:53:20.000Z',
      context: { library: { name: 'analytics.js' } },
      properties: { order_id: '50314b8e', total: 27.5, currency: 'EUR' },
    },
  },
  identify: {
    body: {
      type: 'identify',
      messageId: 'ajs-next-1760000000-1d2e',
      userId: 'user-42',
      timestamp: '2025-10-09T08:53:20.000Z',
      traits: { email: 'ada@example.org', plan: 'pro' },
    },
  },
};
