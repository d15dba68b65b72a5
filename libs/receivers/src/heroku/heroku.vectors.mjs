import { hmac, iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function herokuVectors() {
  const config = { secret: 'invented-heroku-secret' };
  const by = 'devcenter.heroku.com/articles/app-webhooks';
  const time = iso(NOW_SECONDS - 5);
  const release = (description) => ({
    action: 'create',
    resource: 'release',
    created_at: time,
    data: { app: { name: 'shop' }, description },
    webhook_metadata: { event: { id: 'ev1', include: 'api:release' } },
  });
  const event = { id: 'ev1', type: 'heroku.api:release.create', subject: 'shop', time };
  const signed = (name, payload, event, more = {}) => {
    const body = JSON.stringify(payload);
    const headers = {
      'content-type': JSON_TYPE,
      'heroku-webhook-hmac-sha256': hmac('sha256', config.secret, body, 'base64'),
      ...more,
    };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [event].flat() } });
  };
  return [
    signed('release-create', release('Deploy'), event),
    signed('exotic-characters', release('Zürich 🚀 $& 100%'), event),
  ];
}
