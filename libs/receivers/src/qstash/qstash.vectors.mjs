import { createHash } from 'node:crypto';
import { hmac, iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function qstashVectors() {
  const currentSigningKey = 'sig_invented_current_0123456789';
  const nextSigningKey = 'sig_invented_next_0123456789';
  const url = 'https://hub.example.com/api/webhooks/incoming/qstash';
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const one = (name, body, contentType, config = { currentSigningKey }) => {
    const hash = createHash('sha256').update(body).digest('base64url');
    const claims = {
      body: name === 'text' ? `${hash}=` : hash,
      iss: 'Upstash',
      sub: url,
      iat: NOW_SECONDS,
      nbf: NOW_SECONDS,
      exp: NOW_SECONDS + 300,
      jti: 'jwt_1',
    };
    const input = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
    const key = config.nextSigningKey ?? config.currentSigningKey;
    return vector({
      name,
      origin: 'own',
      by: 'upstash.com/docs/qstash/howto/signature',
      url,
      headers: {
        'content-type': contentType,
        'upstash-signature': `${input}.${hmac('sha256', key, input, 'base64url')}`,
        'upstash-message-id': `msg_${name}`,
      },
      body,
      config,
      expect: { events: [{ id: `msg_${name}`, type: 'qstash.message', time: iso(NOW_SECONDS) }] },
    });
  };
  return [
    one('json', '{"order":6735}', JSON_TYPE),
    one('text', 'hello', 'text/plain'),
    one('exotic-characters', '{"text":"Zürich 🚀 $& 100%"}', `${JSON_TYPE}; charset=utf-8`),
    one('bytes', Buffer.from([0x89, 0x50, 0xff, 0x00]), 'application/octet-stream'),
    one('next-key', '{}', JSON_TYPE, { nextSigningKey }),
  ];
}
