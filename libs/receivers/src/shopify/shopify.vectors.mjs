import { hmac, JSON_TYPE, vector } from '../../scripts/vector-tools.mjs';

export default function shopifyVectors() {
  const config = { secret: 'invented0shopify0client0secret' };
  const signed = (name, topic, payload, prefix = 'x-shopify-') => {
    const body = JSON.stringify(payload);
    const headers = {
      'content-type': JSON_TYPE,
      [`${prefix}topic`]: topic,
      [`${prefix}shop-domain`]: 'example.myshopify.com',
      [`${prefix}api-version`]: '2026-01',
      [`${prefix}webhook-id`]: 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
      [`${prefix}event-id`]: '98880550-7158-44d4-b7cd-2c97c8a091b5',
      [`${prefix}triggered-at`]: '2025-10-09T08:53:19.123456789Z',
      [`${prefix}hmac-sha256`]: hmac('sha256', config.secret, body, 'base64'),
    };
    const expected = {
      id: '98880550-7158-44d4-b7cd-2c97c8a091b5',
      type: `shopify.${topic}`,
      subject: 'example.myshopify.com',
      time: '2025-10-09T08:53:19.123Z',
    };
    const by = 'shopify.dev/docs/apps/build/webhooks/subscribe/https';
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [expected] } });
  };
  return [
    signed('order', 'orders/create', { id: 1, name: '#1001', total_price: '29.35' }),
    signed('exotic-characters', 'products/update', { id: 2, title: 'Zürich 🚀 $& 100%' }),
    signed('events-headers', 'products/update', { id: 2 }, 'shopify-'),
  ];
}
