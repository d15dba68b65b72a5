import { createHmac } from 'node:crypto';
import { iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

const ID = 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W';

export default function polarVectors() {
  const secret = 'polar_whs_invented-and-not-base64!';
  const by = 'polar.sh/docs/integrate/webhooks/delivery (the secret itself is the key)';
  const v1 = (body, key = secret) =>
    `v1,${createHmac('sha256', key).update(`${ID}.${NOW_SECONDS}.${body}`).digest('base64')}`;
  const signed = (name, payload, event, { body = JSON.stringify(payload), signature = v1(body), ...more } = {}) => {
    const headers = {
      'content-type': JSON_TYPE,
      'webhook-id': ID,
      'webhook-timestamp': String(NOW_SECONDS),
      'webhook-signature': signature,
    };
    return vector({ name, origin: 'own', by, headers, body, config: { secret }, expect: { events: [event] }, ...more });
  };
  const time = iso(NOW_SECONDS - 5);
  const order = { type: 'order.paid', timestamp: time, data: { id: 'ord_1', total_amount: 2_900 } };
  return [
    signed('order-paid', order, { id: ID, type: 'polar.order.paid', subject: 'ord_1', time }),
    signed(
      'exotic-characters',
      { type: 'customer.created', timestamp: time, data: { id: 'cus_1', name: 'Zürich 🚀 $& 100%' } },
      { id: ID, type: 'polar.customer.created', subject: 'cus_1', time },
    ),
  ];
}
