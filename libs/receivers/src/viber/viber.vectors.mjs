import { hmac, iso, JSON_TYPE, NOW_MS, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function viberVectors() {
  const authToken = 'invented-viber-auth-token-0123456789';
  const one = (name, body, expect) =>
    vector({
      name,
      origin: 'own',
      by: 'developers.viber.com/docs/api/rest-bot-api/#callbacks',
      url: 'https://hub.example.com/api/webhooks/incoming/viber',
      headers: { 'content-type': JSON_TYPE, 'x-viber-content-signature': hmac('sha256', authToken, body) },
      body,
      config: { authToken },
      expect,
    });
  // Written out: the number is larger than JavaScript's numbers are exact.
  const body = (event, more) =>
    `{"event":"${event}","timestamp":${NOW_MS},"message_token":4912661846655238145,${more}}`;
  const read = (event) => ({
    events: [{ id: '4912661846655238145', type: `viber.${event}`, subject: 'u-1', time: iso(NOW_SECONDS) }],
  });
  return [
    one('message', body('message', '"sender":{"id":"u-1"},"message":{"type":"text","text":"Hi"}'), read('message')),
    one(
      'exotic-characters',
      body(
        'message',
        '"sender":{"id":"u-1"},"message":{"type":"text","text":"Zürich 🚀 $& 100% \\"message_token\\":1"}',
      ),
      read('message'),
    ),
    one('seen', body('seen', '"user_id":"u-1"'), {
      events: [{ ...read('seen').events[0], id: '4912661846655238145:seen' }],
    }),
    one('set-webhook', body('webhook', '"chat_hostname":"SN-CHAT-1"'), { handshake: { status: 200 } }),
  ];
}
