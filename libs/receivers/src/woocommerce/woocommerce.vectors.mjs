import { FORM_TYPE, hmac, JSON_TYPE, vector } from '../../scripts/vector-tools.mjs';

export default function woocommerceVectors() {
  const config = { secret: 'invented0woocommerce0secret' };
  const common = {
    origin: 'own',
    by: 'woocommerce/woocommerce plugins/woocommerce/includes/class-wc-webhook.php',
    config,
  };
  const id = 'd9a1b2c3d4e5f60718293a4b5c6d7e8f';
  const signed = (name, topic, payload, time) => {
    const body = JSON.stringify(payload);
    const [resource, event] = topic.split('.');
    const headers = {
      'content-type': JSON_TYPE,
      'user-agent': 'WooCommerce/10.2.0 Hookshot (WordPress/6.8.3)',
      'x-wc-webhook-source': 'https://shop.example.com/',
      'x-wc-webhook-topic': topic,
      'x-wc-webhook-resource': resource,
      'x-wc-webhook-event': event,
      'x-wc-webhook-id': '1',
      'x-wc-webhook-delivery-id': id,
      'x-wc-webhook-signature': hmac('sha256', config.secret, body, 'base64'),
    };
    const subject = payload.id === undefined ? null : String(payload.id);
    const expected = { id, type: `woocommerce.${topic}`, subject, time };
    return vector({ ...common, name, headers, body, expect: { events: [expected] } });
  };
  const modified = { date_modified_gmt: '2025-10-09T08:53:20' };
  const time = '2025-10-09T08:53:20.000Z';
  return [
    signed('order-created', 'order.created', { id: 727, status: 'processing', total: '29.35', ...modified }, time),
    signed('exotic-characters', 'product.updated', { id: 93, name: 'Zürich 🚀 $& 100%', ...modified }, time),
    signed('deleted', 'customer.deleted', { id: 25 }, null),
    signed('action', 'action.woocommerce_add_to_cart', { action: 'woocommerce_add_to_cart', arg: 'a1' }, null),
    vector({
      ...common,
      name: 'ping',
      headers: { 'content-type': FORM_TYPE, 'user-agent': 'WooCommerce/10.2.0 Hookshot (WordPress/6.8.3)' },
      body: 'webhook_id=1',
      expect: { handshake: { status: 200 } },
    }),
  ];
}
