import { hmac, iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function mondayVectors() {
  const signingSecret = 'invented-monday-signing-secret';
  const url = 'https://hooks.example.com/in/monday';
  const by = 'developer.monday.com/apps/docs/integration-authorization (RFC 7519, HS256)';
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const tokenFor = (aud) => {
    const claims = { accountId: 1, userId: 2, aud, iat: NOW_SECONDS, exp: NOW_SECONDS + 300 };
    const input = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
    return `${input}.${hmac('sha256', signingSecret, input, 'base64url')}`;
  };
  const made = (name, pulseName, more) => {
    const body = JSON.stringify({
      event: {
        type: 'create_pulse',
        pulseId: 3,
        pulseName,
        triggerTime: iso(NOW_SECONDS - 5),
        triggerUuid: 'b5ed2e17',
      },
    });
    const event = { id: 'b5ed2e17', type: 'monday.create_pulse', subject: '3', time: iso(NOW_SECONDS - 5) };
    const config = { signingSecret };
    return vector({ name, origin: 'own', by, url, body, config, expect: { events: [event] }, ...more });
  };
  const headersFor = (aud) => ({ 'content-type': JSON_TYPE, authorization: tokenFor(aud) });
  return [
    made('create-pulse', 'x', { headers: headersFor(url) }),
    made('exotic-characters', 'Zürich 🚀 $& 100%', { headers: headersFor(url) }),
    made('another-url', 'x', {
      headers: headersFor('https://elsewhere.example.com/monday'),
      config: { signingSecret, url: 'https://elsewhere.example.com/monday' },
    }),
    made('code', 'x', {
      url: `${url}?code=invented-code`,
      headers: { 'content-type': JSON_TYPE },
      config: { code: 'invented-code' },
    }),
    vector({
      name: 'challenge',
      origin: 'own',
      by: 'developer.monday.com/api-reference/reference/webhooks',
      url,
      headers: { 'content-type': JSON_TYPE },
      body: '{"challenge":"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmd"}',
      config: { signingSecret },
      expect: {
        handshake: { status: 200, contentType: JSON_TYPE, body: '{"challenge":"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmd"}' },
      },
    }),
  ];
}
