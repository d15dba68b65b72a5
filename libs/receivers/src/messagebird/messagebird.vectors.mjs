import { createHash } from 'node:crypto';
import { FORM_TYPE, hmac, iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function messagebirdVectors() {
  const signingKey = 'invented-messagebird-signing-key-0123456789';
  const url = 'https://hub.example.com/api/webhooks/incoming/messagebird?b=2&a=1';
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const sha256 = (text) => createHash('sha256').update(text).digest('hex');
  const one = (name, body, type, { algorithm = '256', contentType = JSON_TYPE } = {}) => {
    const claims = {
      iss: 'MessageBird',
      nbf: NOW_SECONDS,
      exp: NOW_SECONDS + 60,
      jti: `jti-${name}`,
      url_hash: sha256(url),
      payload_hash: sha256(body),
    };
    const input = `${encode({ alg: `HS${algorithm}`, typ: 'JWT' })}.${encode(claims)}`;
    const token = `${input}.${hmac(`sha${algorithm}`, signingKey, input, 'base64url')}`;
    return vector({
      name,
      origin: 'own',
      by: 'developers.messagebird.com/api/#verifying-http-requests',
      url,
      headers: { 'content-type': contentType, 'messagebird-signature-jwt': token },
      body,
      config: { signingKey },
      expect: { events: [{ id: `jti-${name}`, type: `messagebird.${type}`, time: iso(NOW_SECONDS) }] },
    });
  };
  const exotic = JSON.stringify({ type: 'message.created', message: { content: { text: 'Zürich 🚀 $& 100%' } } });
  const published = vector({
    name: 'sdk-test',
    origin: 'published',
    by: 'messagebird@4.0.1 lib/signature_jwt/testdata/reference.json',
    url: 'https://example.com/path?bar=1&foo=2',
    headers: {
      'content-type': 'text/plain',
      'messagebird-signature-jwt':
        'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJNZXNzYWdlQmlyZCIsIm5iZiI6MTYyNTQ3OTIwMCwiZXhwIjoxNjI1NDc5MjYwLCJqdGkiOiI5M2U1NTAwNi1hMGU4LTQ1MjYtYTE5MC1mYTVmZjAwZWExMTYiLCJ1cmxfaGFzaCI6IjQxZjA1ZjBkZGQwYTIyYWIyMDlhYzQ2ZjQ3YzQ1NzJkOWNlZmEyNTdlZDc0YjI0MDA0YmFlNzUzZWNlNmMyNjAiLCJwYXlsb2FkX2hhc2giOiJkZmZkNjAyMWJiMmJkNWIwYWY2NzYyOTA4MDllYzNhNTMxOTFkZDgxYzdmNzBhNGIyODY4OGEzNjIxODI5ODZmIn0._H--TOuYFLpeEH39-rg5E3IHVkjHozBcaKVWPRC5m9I',
    },
    body: 'Hello, World!',
    config: { signingKey: '36efdd1aace2e26cd490f0d951138253bef2f7c6d34d18981da781555cc4cebb' },
    expect: { events: [{ id: '93e55006-a0e8-4526-a190-fa5ff00ea116', type: 'messagebird.text' }] },
  });
  return [
    one('conversation', '{"type":"conversation.created"}', 'conversation.created'),
    one('exotic-characters', exotic, 'message.created', { algorithm: '512' }),
    one('status-form', 'id=m-1&recipient=31612345678&status=delivered', 'delivered', { contentType: FORM_TYPE }),
    { ...published, nowMs: 1_625_479_230_000 },
  ];
}
