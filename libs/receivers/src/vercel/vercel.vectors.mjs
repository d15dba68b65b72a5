import { hmac, iso, JSON_TYPE, NOW_MS, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function vercelVectors() {
  const config = { secret: 'invented-vercel-secret' };
  const by = 'vercel.com/docs/webhooks/webhooks-api';
  const created = (name) => ({
    id: 'uev_1',
    type: 'deployment.created',
    createdAt: NOW_MS - 5_000,
    payload: { deployment: { id: 'dpl_1', name } },
  });
  const event = { id: 'uev_1', type: 'vercel.deployment.created', subject: 'dpl_1', time: iso(NOW_SECONDS - 5) };
  const signed = (name, payload, event, more = {}) => {
    const body = JSON.stringify(payload);
    const headers = { 'content-type': JSON_TYPE, 'x-vercel-signature': hmac('sha1', config.secret, body), ...more };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [event].flat() } });
  };
  return [
    signed('deployment-created', created('shop'), event),
    signed('exotic-characters', created('Zürich 🚀 $& 100%'), event),
  ];
}
