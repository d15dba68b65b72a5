import { iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function oktaVectors() {
  const token = 'invented-okta-hook-token-0123456789';
  const by = 'developer.okta.com/docs/concepts/event-hooks';
  const url = 'https://hub.example.com/api/webhooks/incoming/okta';
  const one = (name, events, expected, config, headers) =>
    vector({
      name,
      origin: 'own',
      by,
      url,
      headers: { 'content-type': JSON_TYPE, ...headers },
      body: JSON.stringify({ eventType: 'com.okta.event_hook', eventId: 'h-1', data: { events } }),
      config,
      expect: { events: expected },
    });
  const event = (uuid, eventType, alternateId) => ({
    uuid,
    eventType,
    published: iso(NOW_SECONDS),
    actor: { alternateId },
  });
  const read = (id, type, subject) => ({ id, type: `okta.${type}`, subject, time: iso(NOW_SECONDS) });
  return [
    one(
      'batch',
      [event('u-1', 'user.session.start', 'ada@example.com'), event('u-2', 'user.session.end', 'ada@example.com')],
      [read('u-1', 'user.session.start', 'ada@example.com'), read('u-2', 'user.session.end', 'ada@example.com')],
      { token },
      { authorization: token },
    ),
    one(
      'exotic-characters',
      [event('u-3', 'user.account.lock', 'Zürich 🚀 $& 100%')],
      [read('u-3', 'user.account.lock', 'Zürich 🚀 $& 100%')],
      { token, header: 'X-Okta-Token' },
      { 'x-okta-token': token },
    ),
    vector({
      name: 'verification',
      origin: 'own',
      by,
      method: 'GET',
      url,
      headers: { 'x-okta-verification-challenge': 'my verification challenge' },
      config: { token },
      expect: {
        handshake: {
          status: 200,
          contentType: 'application/json',
          body: '{"verification":"my verification challenge"}',
        },
      },
    }),
  ];
}
