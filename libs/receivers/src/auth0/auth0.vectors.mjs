import { iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function auth0Vectors() {
  const token = 'invented-auth0-stream-token-0123456789';
  const one = (name, body, ids, contentType = JSON_TYPE) =>
    vector({
      name,
      origin: 'own',
      by: 'auth0.com/docs/customize/log-streams/custom-log-streams',
      url: 'https://hub.example.com/api/webhooks/incoming/auth0',
      headers: { 'content-type': contentType, authorization: token },
      body,
      config: { token },
      expect: {
        events: ids.map((id) => ({ id, type: 'auth0.s', subject: 'auth0|ada', time: iso(NOW_SECONDS) })),
      },
    });
  const log = (id, more) => ({
    log_id: id,
    data: { date: iso(NOW_SECONDS), type: 's', user_id: 'auth0|ada', ...more },
  });
  const lines = `${JSON.stringify(log('l-3'))}\n${JSON.stringify(log('l-4'))}\r\n\r\n`;
  return [
    one('array', JSON.stringify([log('l-1'), log('l-2')]), ['l-1', 'l-2']),
    one('lines', lines, ['l-3', 'l-4'], 'application/x-ndjson'),
    one('lines-as-text', lines, ['l-3', 'l-4'], 'text/plain'),
    one('object', JSON.stringify({ logs: [log('l-5')] }), ['l-5']),
    one('exotic-characters', JSON.stringify(log('l-6', { description: 'Zürich 🚀 $& 100%' })), ['l-6']),
  ];
}
