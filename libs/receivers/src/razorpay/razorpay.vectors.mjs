import { hmac, iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function razorpayVectors() {
  const config = { secret: 'invented-razorpay-secret' };
  const signed = (name, payment) => {
    const event = 'payment.captured';
    const payload = { payment: { entity: { id: 'pay_1', ...payment } } };
    const body = JSON.stringify({
      entity: 'event',
      event,
      contains: ['payment'],
      payload,
      created_at: NOW_SECONDS - 2,
    });
    const headers = {
      'content-type': JSON_TYPE,
      'x-razorpay-event-id': 'evt00000000001',
      'x-razorpay-signature': hmac('sha256', config.secret, body),
    };
    const time = iso(NOW_SECONDS - 2);
    const expected = { id: 'evt00000000001', type: `razorpay.${event}`, subject: 'pay_1', time };
    const by = 'razorpay.com/docs/webhooks/validate-test';
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [expected] } });
  };
  return [signed('payment', { amount: 10_000 }), signed('exotic-characters', { notes: ['Zürich 🚀 $& 100%'] })];
}
