import { hmac, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

const ID = '0197f4ed-6c50-7bc1-8a2e-61ce1e5c2f3a';
const TYPE = 'onramp.transaction.success';

export default function hook0Vectors() {
  const secret = 'invented-hook0-secret';
  const by = 'documentation.hook0.com: webhook authentication; docs.cdp.coinbase.com: webhook verification';
  const v1 = (body) => {
    const signature = hmac('sha256', secret, `${NOW_SECONDS}.x-event-id x-event-type.${ID}.${TYPE}.${body}`);
    return `t=${NOW_SECONDS},h=x-event-id x-event-type,v1=${signature}`;
  };
  const v0 = (body) => `t=${NOW_SECONDS},v0=${hmac('sha256', secret, `${NOW_SECONDS}.${body}`)}`;
  const signed = (name, status, signatureOf, options = {}) => {
    const body = JSON.stringify({ eventType: TYPE, status });
    const headers = {
      'content-type': JSON_TYPE,
      'x-event-id': ID,
      'x-event-type': TYPE,
      'x-hook0-signature': signatureOf(body),
    };
    const config = { secret, options };
    const expect = { events: [{ id: ID, type: `hook0.${TYPE}` }] };
    return vector({ name, origin: 'own', by, headers, body, config, expect });
  };
  return [
    signed('version-1', 'ok', v1),
    signed('exotic-characters', 'Zürich 🚀 $& 100%', v1),
    signed('both-versions', 'ok', (body) => `${v1(body)},v0=${'0'.repeat(64)}`),
    signed('version-0', 'ok', v0, { allowV0: true }),
  ];
}
