import { hmac, iso, JSON_TYPE, NOW_MS, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function workosVectors() {
  const secret = 'invented-workos-secret-0123456789';
  const one = (name, event, data) => {
    const body = JSON.stringify({ id: 'event_01', event, created_at: iso(NOW_SECONDS), data });
    const signature = hmac('sha256', secret, `${NOW_MS}.${body}`);
    return vector({
      name,
      origin: 'own',
      by: 'workos.com/docs/events/data-syncing/webhooks: HMAC-SHA256 of t.body, t in milliseconds',
      url: 'https://hub.example.com/api/webhooks/incoming/workos',
      headers: { 'content-type': JSON_TYPE, 'workos-signature': `t=${NOW_MS}, v1=${signature}` },
      body,
      config: { secret },
      expect: { events: [{ id: 'event_01', type: `workos.${event}`, subject: data.id, time: iso(NOW_SECONDS) }] },
    });
  };
  return [
    one('directory-user', 'dsync.user.created', { id: 'directory_user_01' }),
    one('exotic-characters', 'user.updated', { id: 'user_01', first_name: 'Zürich 🚀 $& 100%' }),
  ];
}
