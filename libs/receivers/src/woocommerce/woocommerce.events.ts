interface Meta {
  readonly id: number;
  readonly key: string;
  readonly value: unknown;
}

/** Times without a zone; those that end in `_gmt` are UTC. */
interface Dated {
  readonly date_created: string | null;
  readonly date_created_gmt: string | null;
  readonly date_modified: string | null;
  readonly date_modified_gmt: string | null;
}

export interface WoocommerceAddress {
  readonly first_name: string;
  readonly last_name: string;
  readonly company: string;
  readonly address_1: string;
  readonly address_2: string;
  readonly city: string;
  readonly state: string;
  readonly postcode: string;
  readonly country: string;
  readonly email?: string;
  readonly phone?: string;
}

export interface WoocommerceLineItem {
  readonly id: number;
  readonly name: string;
  readonly product_id: number;
  readonly variation_id: number;
  readonly quantity: number;
  readonly subtotal: string;
  readonly total: string;
  readonly total_tax: string;
  readonly sku: string | null;
  readonly price: number;
  readonly meta_data: readonly Meta[];
}

/** Amounts are texts: `29.35`. */
export interface WoocommerceOrder extends Dated {
  readonly id: number;
  readonly parent_id: number;
  readonly number: string;
  readonly order_key: string;
  readonly status: string;
  readonly currency: string;
  readonly total: string;
  readonly total_tax: string;
  readonly discount_total: string;
  readonly shipping_total: string;
  /** 0 for a guest. */
  readonly customer_id: number;
  readonly customer_note: string;
  readonly payment_method: string;
  readonly payment_method_title: string;
  readonly transaction_id: string;
  readonly date_paid_gmt: string | null;
  readonly date_completed_gmt: string | null;
  readonly billing: WoocommerceAddress;
  readonly shipping: WoocommerceAddress;
  readonly line_items: readonly WoocommerceLineItem[];
  readonly refunds: readonly { readonly id: number; readonly reason: string; readonly total: string }[];
  readonly meta_data: readonly Meta[];
}

export interface WoocommerceProduct extends Dated {
  readonly id: number;
  readonly name: string;
  readonly slug: string;
  readonly permalink: string;
  readonly type: 'simple' | 'grouped' | 'external' | 'variable' | 'variation';
  readonly status: string;
  readonly sku: string;
  readonly price: string;
  readonly regular_price: string;
  readonly sale_price: string;
  readonly on_sale: boolean;
  readonly manage_stock: boolean;
  readonly stock_quantity: number | null;
  readonly stock_status: 'instock' | 'outofstock' | 'onbackorder';
  readonly categories: readonly { readonly id: number; readonly name: string; readonly slug: string }[];
  readonly meta_data: readonly Meta[];
}

export interface WoocommerceCustomer extends Dated {
  readonly id: number;
  readonly email: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly username: string;
  readonly role: string;
  readonly is_paying_customer: boolean;
  readonly billing: WoocommerceAddress;
  readonly shipping: WoocommerceAddress;
  readonly meta_data: readonly Meta[];
}

export interface WoocommerceCoupon extends Dated {
  readonly id: number;
  readonly code: string;
  readonly amount: string;
  readonly discount_type: string;
  readonly description: string;
  readonly date_expires_gmt: string | null;
  readonly usage_count: number;
  readonly usage_limit: number | null;
}

/** All that WooCommerce sends of a deleted resource. */
export interface WoocommerceDeleted {
  readonly id: number;
}

type Resource<Name extends string, Data> = {
  readonly [Key in 'created' | 'updated' | 'restored' as `${Name}.${Key}`]: Data;
} & { readonly [Key in 'deleted' as `${Name}.${Key}`]: WoocommerceDeleted };

type OrderEvents = Resource<'order', WoocommerceOrder>;
type ProductEvents = Resource<'product', WoocommerceProduct>;
type CustomerEvents = Resource<'customer', WoocommerceCustomer>;
type CouponEvents = Resource<'coupon', WoocommerceCoupon>;

/** The events that are typed. Others arrive all the same, and are heard as `'*'`. */
export interface WoocommerceEvents extends OrderEvents, ProductEvents, CustomerEvents, CouponEvents {
  readonly 'action.woocommerce_add_to_cart': { readonly action: 'woocommerce_add_to_cart'; readonly arg: unknown };
}
