// What the vectors of Meta's products share: one app, its signature and its question for the URL.
import { hmac, JSON_TYPE, vector } from './vector-tools.mjs';

/** As Meta writes it: everything beyond ASCII escaped. */
const escaped = (value) =>
  JSON.stringify(value).replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** @param object what Meta calls the product: `page` */
export function metaVectors(provider, object) {
  const config = { appSecret: 'inventedappsecret0123456789abcdef', verifyToken: 'invented-verify-token' };
  const common = { origin: 'own', by: 'developers.facebook.com/docs/graph-api/webhooks/getting-started', config };
  return {
    config,
    signed(name, entry, events, write = escaped) {
      const body = write({ object, entry });
      const headers = {
        'content-type': JSON_TYPE,
        'user-agent': 'facebookexternalua',
        'x-hub-signature-256': `sha256=${hmac('sha256', config.appSecret, body)}`,
      };
      return vector({ ...common, name, headers, body, expect: { events } });
    },
    challenge: (name, token, expected) =>
      vector({
        ...common,
        name,
        method: 'GET',
        url: `/api/webhooks/incoming/${provider}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${token}`,
        expect: { handshake: expected },
      }),
  };
}
