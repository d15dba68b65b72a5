import { hmac, JSON_TYPE, vector } from '../../scripts/vector-tools.mjs';

export default function squareVectors() {
  const signatureKey = 'inventedSquareSignatureKey';
  const url = 'https://hooks.example.com/api/webhooks/incoming/square?shop=1';
  const headersOf = (signature) => ({ 'content-type': JSON_TYPE, 'x-square-hmacsha256-signature': signature });
  const signed = (name, payload, entered, config = { signatureKey }) => {
    const body = JSON.stringify({
      merchant_id: 'ML1',
      type: 'payment.updated',
      event_id: '6a8f5f28-54a1-4eb0-a98a-3111513fd400',
      created_at: '2025-10-09T08:53:19.000Z',
      data: { type: 'payment', id: 'P1', object: { payment: payload } },
    });
    const headers = headersOf(hmac('sha256', signatureKey, entered + body, 'base64'));
    const expected = {
      id: '6a8f5f28-54a1-4eb0-a98a-3111513fd400',
      type: 'square.payment.updated',
      subject: 'P1',
      time: '2025-10-09T08:53:19.000Z',
    };
    const by = 'developer.squareup.com/docs/webhooks/step3validate';
    return vector({ name, origin: 'own', by, url, headers, body, config, expect: { events: [expected] } });
  };
  const elsewhere = 'https://public.example.com/square';
  return [
    signed('payment', { id: 'P1', status: 'COMPLETED' }, url),
    signed('exotic-characters', { id: 'P1', note: 'Zürich 🚀 $& 100%' }, url),
    signed('entered-elsewhere', { id: 'P1' }, elsewhere, { signatureKey, notificationUrl: elsewhere }),
    vector({
      name: 'sdk-test',
      origin: 'published',
      by: 'square-nodejs-sdk tests: a body that names no event',
      headers: headersOf('2kRE5qRU2tR+tBGlDwMEw2avJ7QM4ikPYD/PJ3bd9Og='),
      body: '{"hello":"world"}',
      config: { signatureKey: 'asdf1234', notificationUrl: 'https://example.com/webhook' },
      expect: {
        events: [
          { id: 'sha256:93a23971a914e5eacbf0a8d25154cda309c3c1c72fbb9914d47c60f3cb681588', type: 'square.unknown' },
        ],
      },
    }),
  ];
}
