import { hmac, iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function easypostVectors() {
  const one = (name, result, secret = 'invented-easypost-secret-0123456789') => {
    const event = { id: 'evt_1', object: 'Event', mode: 'test', description: 'tracker.updated' };
    // As EasyPost writes it: a weight has a point.
    const body = JSON.stringify({ ...event, created_at: iso(NOW_SECONDS), result }).replace(
      '"weight":614',
      '"weight":614.0',
    );
    return vector({
      name,
      origin: 'own',
      by: 'docs.easypost.com/docs/webhooks: HMAC-SHA256 of the body, secret in NFKD',
      url: 'https://hub.example.com/api/webhooks/incoming/easypost',
      headers: {
        'content-type': JSON_TYPE,
        'x-hmac-signature': `hmac-sha256-hex=${hmac('sha256', secret.normalize('NFKD'), body)}`,
      },
      body,
      config: { secret },
      expect: {
        events: [{ id: 'evt_1', type: 'easypost.tracker.updated', subject: 'trk_1', time: iso(NOW_SECONDS) }],
      },
    });
  };
  return [
    one('tracker', { id: 'trk_1', weight: 614 }),
    one('exotic-characters', { id: 'trk_1', message: 'Zürich 🚀 $& 100%' }),
    one('exotic-secret', { id: 'trk_1' }, 'invented-sécret-ﬁ'),
  ];
}
