import { withFields, type Freshness, type Sample } from '../kit/index.js';

export const cloudeventsSamples: Readonly<Record<string, Sample>> = {
  'com.example.order.placed': {
    headers: { 'content-type': 'application/cloudevents+json' },
    body: {
      specversion: '1.0',
      id: 'A234-1234-1234',
      source: 'https://shop.example.com/orders',
      type: 'com.example.order.placed',
      subject: 'order/6735',
      time: '2025-10-09T08:53:20Z',
      datacontenttype: 'application/json',
      data: { order: '6735', total: 49.9, currency: 'EUR' },
    },
  },
};

export function freshenCloudEvent(sample: Sample, { id, now }: Freshness): Sample {
  return { ...sample, body: withFields(sample.body, { id, time: now.toISOString() }) };
}
