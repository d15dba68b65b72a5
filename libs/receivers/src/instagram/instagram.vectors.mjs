import { hmac, iso, JSON_TYPE, NOW_MS, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

/** As Meta writes it: everything beyond ASCII escaped. */
const escaped = (value) =>
  JSON.stringify(value).replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

export default function instagramVectors() {
  const config = { appSecret: 'inventedappsecret0123456789abcdef', verifyToken: 'invented-verify-token' };
  const common = { origin: 'own', by: 'developers.facebook.com/docs/graph-api/webhooks/getting-started', config };
  const signed = (name, entry, events, write = escaped) => {
    const body = write({ object: 'instagram', entry });
    const headers = {
      'content-type': JSON_TYPE,
      'user-agent': 'facebookexternalua',
      'x-hub-signature-256': `sha256=${hmac('sha256', config.appSecret, body)}`,
    };
    return vector({ ...common, name, headers, body, expect: { events } });
  };
  const challenge = (name, token, expected) =>
    vector({
      ...common,
      name,
      method: 'GET',
      url: `/api/webhooks/incoming/instagram?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${token}`,
      expect: { handshake: expected },
    });
  const time = iso(NOW_SECONDS);
  const comment = { field: 'comments', value: { id: '17865799348089039', text: 'Zürich 🚀 $& 100%' } };
  const message = {
    sender: { id: 's' },
    recipient: { id: 'r' },
    timestamp: NOW_MS,
    message: { mid: 'm_1', text: 'hi' },
  };
  const seen = { sender: { id: 's' }, recipient: { id: 'r' }, timestamp: NOW_MS, read: { mid: 'm_1' } };
  const commented = { id: '17865799348089039', type: 'instagram.comments', subject: '178', time };
  const said = { id: 'm_1', type: 'instagram.messages', subject: '178', time };
  const account = { id: '178', time: NOW_SECONDS };
  return [
    signed('comment', [{ ...account, changes: [comment] }], [commented]),
    signed('exotic-characters', [{ ...account, changes: [comment] }], [commented], JSON.stringify),
    signed('message', [{ ...account, messaging: [message] }], [said]),
    signed(
      'batch',
      [
        { ...account, changes: [comment] },
        { ...account, time: NOW_MS, messaging: [message, seen] },
      ],
      [commented, said, { type: 'instagram.messaging_seen', subject: '178', time }],
    ),
    challenge('challenge', config.verifyToken, { status: 200, contentType: 'text/plain', body: '1158201444' }),
    challenge('challenge-with-another-token', 'another-token', { status: 403 }),
  ];
}
