import { hmac, iso, JSON_TYPE, NOW_MS, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function lineVectors() {
  const channelSecret = 'invented0123456789abcdef01234567';
  const one = (name, events, expect) => {
    const body = JSON.stringify({ destination: 'Uinvented', events });
    return vector({
      name,
      origin: 'own',
      by: 'developers.line.biz/en/docs/messaging-api/verify-webhook-signature',
      url: 'https://hub.example.com/api/webhooks/incoming/line',
      headers: { 'content-type': JSON_TYPE, 'x-line-signature': hmac('sha256', channelSecret, body, 'base64') },
      body,
      config: { channelSecret },
      expect,
    });
  };
  const event = (id, type, fields = {}) => ({
    type,
    webhookEventId: id,
    timestamp: NOW_MS,
    source: { type: 'user', userId: 'U1' },
    ...fields,
  });
  const read = (id, type) => ({ id, type: `line.${type}`, subject: 'U1', time: iso(NOW_SECONDS) });
  return [
    one('batch', [event('E1', 'message', { message: { type: 'text', id: '1', text: 'Hi' } }), event('E2', 'follow')], {
      events: [read('E1', 'message'), read('E2', 'follow')],
    }),
    one('exotic-characters', [event('E3', 'postback', { postback: { data: 'こんにちは Zürich 🚀 $& 100%' } })], {
      events: [read('E3', 'postback')],
    }),
    one('verify-button', [], { handshake: { status: 200 } }),
  ];
}
