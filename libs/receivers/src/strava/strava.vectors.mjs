import { iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function stravaVectors() {
  const code = 'invented-strava-code-0123456789abcdef';
  const verifyToken = 'invented-strava-verify-token';
  const by = 'developers.strava.com/docs/webhooks';
  const path = 'https://hub.example.com/api/webhooks/incoming/strava';
  const one = (name, type, aspect, updates, options = {}) =>
    vector({
      name,
      origin: 'own',
      by,
      url: `${path}?code=${code}`,
      headers: { 'content-type': JSON_TYPE },
      body: JSON.stringify({
        aspect_type: aspect,
        event_time: NOW_SECONDS,
        object_id: 1_360_128_428,
        object_type: type,
        owner_id: 134_815,
        subscription_id: 120_475,
        updates,
      }),
      config: { code, ...options },
      expect: {
        events: [
          {
            id: `${type}:1360128428:${aspect}:${NOW_SECONDS}`,
            type: `strava.${type}.${aspect}`,
            subject: '134815',
            time: iso(NOW_SECONDS),
          },
        ],
      },
    });
  return [
    one('created', 'activity', 'create', {}),
    one('exotic-characters', 'activity', 'update', { title: 'Zürich 🚀 $& 100%' }, { subscriptionId: 120_475 }),
    one('deauthorised', 'athlete', 'update', { authorized: 'false' }),
    vector({
      name: 'subscribe',
      origin: 'own',
      by,
      method: 'GET',
      url: `${path}?hub.verify_token=${verifyToken}&hub.challenge=15f7d1a91c1f40f8a748fd134752feb3&hub.mode=subscribe`,
      config: { code, verifyToken },
      expect: {
        handshake: {
          status: 200,
          contentType: 'application/json',
          body: '{"hub.challenge":"15f7d1a91c1f40f8a748fd134752feb3"}',
        },
      },
    }),
  ];
}
