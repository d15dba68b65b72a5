import { withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

const address = {
  first_name: 'Ada',
  last_name: 'Lovelace',
  company: '',
  address_1: '12 St James’s Square',
  address_2: '',
  city: 'London',
  state: '',
  postcode: 'SW1Y 4JH',
  country: 'GB',
};

const dates = {
  date_created: '2026-01-15T16:20:41',
  date_created_gmt: '2026-01-15T15:20:41',
  date_modified: '2026-01-15T16:20:41',
  date_modified_gmt: '2026-01-15T15:20:41',
};

export const woocommerceSamples: Readonly<Record<string, Sample>> = {
  'order.created': sampleOf('order', 'created', {
    id: 727,
    parent_id: 0,
    number: '727',
    order_key: 'wc_order_58d2d042d1d',
    status: 'processing',
    currency: 'EUR',
    total: '29.35',
    total_tax: '1.35',
    discount_total: '0.00',
    shipping_total: '10.00',
    customer_id: 0,
    customer_note: '',
    payment_method: 'bacs',
    payment_method_title: 'Direct bank transfer',
    transaction_id: '',
    date_paid_gmt: '2026-01-15T15:20:41',
    date_completed_gmt: null,
    billing: { ...address, email: 'ada@example.com', phone: '+44 20 7946 0000' },
    shipping: address,
    line_items: [
      {
        id: 315,
        name: 'Punched cards, 100 pieces',
        product_id: 93,
        variation_id: 0,
        quantity: 2,
        subtotal: '18.00',
        total: '18.00',
        total_tax: '1.35',
        sku: 'CARDS-100',
        price: 9,
        meta_data: [],
      },
    ],
    refunds: [],
    meta_data: [],
    ...dates,
  }),
  'product.updated': sampleOf('product', 'updated', {
    id: 93,
    name: 'Punched cards, 100 pieces',
    slug: 'punched-cards-100',
    permalink: 'https://shop.example.com/product/punched-cards-100/',
    type: 'simple',
    status: 'publish',
    sku: 'CARDS-100',
    price: '9',
    regular_price: '9',
    sale_price: '',
    on_sale: false,
    manage_stock: true,
    stock_quantity: 40,
    stock_status: 'instock',
    categories: [{ id: 9, name: 'Supplies', slug: 'supplies' }],
    meta_data: [],
    ...dates,
  }),
  'order.deleted': sampleOf('order', 'deleted', { id: 727 }),
};

/** WooCommerce gives each attempt an id in a header; the time stands in the body, unless there is nothing left of it. */
export function freshenWoocommerce(sample: Sample, { id, now }: Freshness): Sample {
  const isDated = typeof sample.body === 'object' && sample.body !== null && 'date_modified_gmt' in sample.body;
  const date = now.toISOString().slice(0, 19);
  return {
    ...sample,
    headers: { ...sample.headers, 'x-wc-webhook-delivery-id': id },
    body: isDated ? withFields(sample.body, { date_modified_gmt: date }) : sample.body,
  };
}

function sampleOf(resource: string, event: string, body: object): Sample {
  return {
    headers: {
      'x-wc-webhook-source': 'https://shop.example.com/',
      'x-wc-webhook-topic': `${resource}.${event}`,
      'x-wc-webhook-resource': resource,
      'x-wc-webhook-event': event,
      'x-wc-webhook-id': '1',
      'x-wc-webhook-delivery-id': 'd9a1b2c3d4e5f60718293a4b5c6d7e8f',
    },
    body,
  };
}
