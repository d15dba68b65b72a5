import { createCipheriv, createHash } from 'node:crypto';
import { iso, JSON_TYPE, NOW_MS, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function larkVectors() {
  const encryptKey = 'invented-lark-encrypt-key';
  const verificationToken = 'invented-lark-verification-token';
  const sha256 = (...pieces) => pieces.reduce((hash, piece) => hash.update(piece), createHash('sha256')).digest();
  const made = (name, body, config, expect, headers = {}) =>
    vector({
      name,
      origin: 'own',
      by: 'open.larksuite.com/document, event subscription: Encrypt Key and Verification Token',
      url: 'https://hub.example.com/api/webhooks/incoming/lark',
      headers: { 'content-type': JSON_TYPE, ...headers },
      body,
      config,
      expect,
    });
  const closed = (payload) => {
    const iv = Buffer.alloc(16, 3);
    const cipher = createCipheriv('aes-256-cbc', sha256(encryptKey), iv);
    const bytes = Buffer.concat([iv, cipher.update(JSON.stringify(payload)), cipher.final()]);
    return JSON.stringify({ encrypt: bytes.toString('base64') });
  };
  const signed = (body) => ({
    'x-lark-request-timestamp': String(NOW_SECONDS),
    'x-lark-request-nonce': 'nonce-1',
    'x-lark-signature': sha256(String(NOW_SECONDS), 'nonce-1', encryptKey, body).toString('hex'),
  });
  const event = (text) => ({
    schema: '2.0',
    header: {
      event_id: 'f7984f25',
      event_type: 'im.message.receive_v1',
      create_time: String(NOW_MS),
      token: verificationToken,
    },
    event: { message: { chat_id: 'oc_1', content: JSON.stringify({ text }) } },
  });
  const read = {
    events: [{ id: 'f7984f25', type: 'lark.im.message.receive_v1', subject: 'oc_1', time: iso(NOW_SECONDS) }],
  };
  const body = closed(event('Zürich 🚀 $& 100%'));
  const older = { uuid: 'u-1', token: verificationToken, type: 'event_callback', event: { type: 'approval_instance' } };
  const challenge = { type: 'url_verification', token: verificationToken, challenge: 'ajls384kdjx98XX' };
  const answered = {
    handshake: { status: 200, contentType: 'application/json', body: '{"challenge":"ajls384kdjx98XX"}' },
  };
  return [
    made('encrypted', body, { encryptKey }, read, signed(body)),
    made('plain', JSON.stringify(event('Hi')), { verificationToken }, read),
    made('exotic-characters', JSON.stringify(event('Zürich 🚀 $& 100%')), { verificationToken }, read),
    made(
      'schema-1',
      JSON.stringify(older),
      { verificationToken },
      {
        events: [{ id: 'u-1', type: 'lark.approval_instance' }],
      },
    ),
    made('encrypted-url-verification', closed(challenge), { encryptKey }, answered),
  ];
}
