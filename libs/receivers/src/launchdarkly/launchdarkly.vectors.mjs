import { hmac, iso, JSON_TYPE, NOW_MS, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function launchdarklyVectors() {
  const config = { secret: 'invented-launchdarkly-secret' };
  const by = 'launchdarkly.com/docs/home/infrastructure/webhooks';
  const flag = (name) => ({ _id: 'e1', kind: 'flag', date: NOW_MS - 5_000, titleVerb: 'turned on the flag', name });
  const event = { id: 'e1', type: 'launchdarkly.flag', time: iso(NOW_SECONDS - 5) };
  const signed = (name, payload, event, more = {}) => {
    const body = JSON.stringify(payload);
    const headers = { 'content-type': JSON_TYPE, 'x-ld-signature': hmac('sha256', config.secret, body), ...more };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [event].flat() } });
  };
  return [
    signed('flag', flag('new-checkout'), { ...event, subject: 'new-checkout' }),
    signed('exotic-characters', flag('Zürich 🚀 $& 100%'), { ...event, subject: 'Zürich 🚀 $& 100%' }),
  ];
}
