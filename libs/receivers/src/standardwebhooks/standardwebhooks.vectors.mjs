import { createHmac, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

const ID = 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W';
const PRIVATE_KEY = createPrivateKey(`-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIHchRmUspBUQ9krcjnzK0W++WA3JT0F5uViZ9VjHBfcp
-----END PRIVATE KEY-----`);
const RAW_PUBLIC_KEY = createPublicKey(PRIVATE_KEY).export({ type: 'spki', format: 'der' }).subarray(12);

export default function standardwebhooksVectors() {
  const secret = 'whsec_aW52ZW50ZWQtaW52ZW50ZWQtaW52ZW50ZWQ=';
  const publicKey = `whpk_${RAW_PUBLIC_KEY.toString('base64')}`;
  const by = 'github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md';
  const contentOf = (body) => Buffer.from(`${ID}.${NOW_SECONDS}.${body}`);
  const v1 = (body, key = secret) =>
    `v1,${createHmac('sha256', Buffer.from(key.slice('whsec_'.length), 'base64'))
      .update(contentOf(body))
      .digest('base64')}`;
  const v1a = (body) => `v1a,${sign(null, contentOf(body), PRIVATE_KEY).toString('base64')}`;
  const signed = (name, payload, signatureOf, config, event) => {
    const body = JSON.stringify(payload);
    const headers = {
      'content-type': JSON_TYPE,
      'webhook-id': ID,
      'webhook-timestamp': String(NOW_SECONDS),
      'webhook-signature': signatureOf(body),
    };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [event] } });
  };

  const time = iso(NOW_SECONDS - 5);
  const payload = { type: 'invoice.paid', timestamp: time, data: { id: 'in_1', amount: 2_000 } };
  const event = { id: ID, type: 'standardwebhooks.invoice.paid', subject: 'in_1', time };
  const exotic = { type: 'user.created', timestamp: time, data: { name: 'Zürich 🚀 $& 100%' } };
  const old = 'whsec_dGhlLW9sZC1zZWNyZXQtdGhlLW9sZC1zZWNyZXQ=';
  return [
    signed('v1', payload, v1, { secret }, event),
    signed('exotic-characters', exotic, v1, { secret }, { id: ID, type: 'standardwebhooks.user.created', time }),
    signed('without-prefix', payload, v1, { secret: secret.slice('whsec_'.length) }, event),
    signed('v1a', payload, v1a, { publicKey }, event),
    signed('both-versions', payload, (body) => `${v1(body)} ${v1a(body)}`, { publicKey }, event),
    signed('rolled-secret', payload, (body) => `v2,AAAA ${v1(body, old)} ${v1(body)}`, { secret }, event),
    signed(
      'no-type',
      { hello: 'there' },
      v1,
      { secret },
      {
        id: ID,
        type: 'standardwebhooks.message',
        time: iso(NOW_SECONDS),
      },
    ),
    {
      ...vector({
        name: 'specification',
        origin: 'published',
        by: 'github.com/standard-webhooks/standard-webhooks, the test suites of its libraries',
        headers: {
          'content-type': JSON_TYPE,
          'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
          'webhook-timestamp': '1614265330',
          'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
        },
        body: '{"test": 2432232314}',
        config: { secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
        expect: { events: [{ id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', type: 'standardwebhooks.message' }] },
      }),
      nowMs: 1_614_265_330_000,
    },
  ];
}
