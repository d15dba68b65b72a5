import { hmac, iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function segmentVectors() {
  const config = { sharedSecret: 'invented-segment-secret' };
  const by = 'segment.com/docs/connections/destinations/catalog/webhooks';
  const time = iso(NOW_SECONDS - 5);
  const track = { type: 'track', event: 'Order', messageId: 'ajs-1', userId: 'u', timestamp: time, properties: {} };
  const event = { id: 'ajs-1', type: 'segment.track', subject: 'u', time };
  const signed = (name, payload, event, more = {}) => {
    const body = JSON.stringify(payload);
    const headers = { 'content-type': JSON_TYPE, 'x-signature': hmac('sha1', config.sharedSecret, body), ...more };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [event].flat() } });
  };
  return [
    signed('track', track, event),
    signed('exotic-characters', { ...track, event: 'Zürich 🚀 $& 100%' }, event),
    signed('batch', { batch: [track, { ...track, type: 'identify', messageId: 'ajs-2' }] }, [
      event,
      { ...event, id: 'ajs-2', type: 'segment.identify' },
    ]),
  ];
}
