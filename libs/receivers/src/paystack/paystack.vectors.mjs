import { createHash } from 'node:crypto';
import { hmac, JSON_TYPE, vector } from '../../scripts/vector-tools.mjs';

export default function paystackVectors() {
  const config = { secretKey: 'invented-paystack-secret-key' };
  const signed = (name, event, data) => {
    const body = JSON.stringify({ event, data });
    const headers = { 'content-type': JSON_TYPE, 'x-paystack-signature': hmac('sha512', config.secretKey, body) };
    const hash = `sha256:${createHash('sha256').update(body).digest('hex')}`;
    const expected = {
      id: data.id === undefined ? hash : `${event}:${data.id}`,
      type: `paystack.${event}`,
      subject: data.reference ?? null,
      time: data.paid_at ?? null,
    };
    const by = 'paystack.com/docs/payments/webhooks';
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [expected] } });
  };
  const paid = { id: 302_961, reference: 'r1', paid_at: '2025-10-09T08:53:20.000Z' };
  return [
    signed('charge', 'charge.success', paid),
    signed('exotic-characters', 'charge.success', { ...paid, metadata: { note: 'Zürich 🚀 $& 100%' } }),
    signed('without-an-id', 'customeridentification.failed', { email: 'ada@example.com' }),
  ];
}
