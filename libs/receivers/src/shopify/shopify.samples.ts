import type { Freshness, Sample } from '../kit/index.js';

/** What Shopify is known to send, as far as most apps meet it. */
export const shopifyEventNames: readonly string[] = [
  'app/uninstalled',
  'app_subscriptions/update',
  'bulk_operations/finish',
  'carts/create',
  'carts/update',
  'checkouts/create',
  'checkouts/update',
  'collections/create',
  'collections/update',
  'customers/create',
  'customers/data_request',
  'customers/delete',
  'customers/redact',
  'customers/update',
  'disputes/create',
  'draft_orders/create',
  'fulfillments/create',
  'fulfillments/update',
  'inventory_levels/update',
  'orders/cancelled',
  'orders/create',
  'orders/delete',
  'orders/fulfilled',
  'orders/paid',
  'orders/partially_fulfilled',
  'orders/updated',
  'products/create',
  'products/delete',
  'products/update',
  'refunds/create',
  'shop/redact',
  'shop/update',
  'themes/publish',
];

export const shopifySamples: Readonly<Record<string, Sample>> = {
  'orders/create': sampleOf('orders/create', {
    id: 820_982_911_946_154_500,
    admin_graphql_api_id: 'gid://shopify/Order/820982911946154508',
    name: '#1001',
    order_number: 1001,
    email: 'ada@example.com',
    currency: 'EUR',
    total_price: '29.35',
    total_tax: '1.35',
    financial_status: 'paid',
    fulfillment_status: null,
    customer: null,
    line_items: [
      {
        id: 1,
        product_id: 632_910_392,
        variant_id: 808_950_810,
        title: 'Punched cards',
        quantity: 1,
        price: '18.00',
        sku: 'CARDS',
      },
    ],
    created_at: '2026-01-15T15:20:41+00:00',
    updated_at: '2026-01-15T15:20:41+00:00',
    cancelled_at: null,
  }),
  'products/delete': sampleOf('products/delete', { id: 632_910_392 }),
  'shop/redact': sampleOf('shop/redact', { shop_id: 954_889, shop_domain: 'example.myshopify.com' }),
};

/** Shopify writes ids and times into headers. */
export function freshenShopify(sample: Sample, { id, now }: Freshness): Sample {
  const fresh = {
    'x-shopify-event-id': id,
    'x-shopify-webhook-id': id,
    'x-shopify-triggered-at': now.toISOString(),
  };
  return { ...sample, headers: { ...sample.headers, ...fresh } };
}

function sampleOf(topic: string, body: object): Sample {
  return {
    headers: {
      'x-shopify-topic': topic,
      'x-shopify-shop-domain': 'example.myshopify.com',
      'x-shopify-api-version': '2026-01',
    },
    body,
  };
}
