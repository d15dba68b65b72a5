import type { ShopifyDottedTopic, ShopifyTopics } from './shopify.event-types.js';

/** Fields that are documented and stay; a payload has many more. Amounts are texts. Ids may be larger than a number can hold. */
export interface ShopifyCustomer {
  readonly id: number;
  readonly admin_graphql_api_id: string;
  readonly email: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly phone: string | null;
  readonly tags: string;
}

export interface ShopifyOrder {
  readonly id: number;
  /** `gid://shopify/Order/…`: the id as a text. */
  readonly admin_graphql_api_id: string;
  /** `#1001` */
  readonly name: string;
  readonly order_number: number;
  readonly email: string;
  readonly currency: string;
  readonly total_price: string;
  readonly total_tax: string;
  readonly financial_status: string | null;
  readonly fulfillment_status: string | null;
  readonly customer: ShopifyCustomer | null;
  readonly line_items: readonly {
    readonly id: number;
    readonly product_id: number | null;
    readonly variant_id: number | null;
    readonly title: string;
    readonly quantity: number;
    readonly price: string;
    readonly sku: string | null;
  }[];
  readonly created_at: string;
  readonly updated_at: string;
  readonly cancelled_at: string | null;
}

export interface ShopifyProduct {
  readonly id: number;
  readonly admin_graphql_api_id: string;
  readonly title: string;
  readonly handle: string;
  readonly status: string;
  readonly vendor: string;
  readonly variants: readonly { readonly id: number; readonly price: string; readonly sku: string | null }[];
  readonly created_at: string;
  readonly updated_at: string;
}

/** What a shop owner’s customer asked for: an app has to answer to it. */
export interface ShopifyDataRequest {
  readonly shop_id: number;
  readonly shop_domain: string;
  readonly customer: { readonly id: number; readonly email: string; readonly phone: string };
  readonly orders_requested?: readonly number[];
  readonly orders_to_redact?: readonly number[];
}

export interface ShopifyCart {
  readonly id: string;
  readonly token: string;
  readonly line_items: readonly {
    readonly id: number;
    readonly product_id: number;
    readonly variant_id: number;
    readonly quantity: number;
    readonly price: string;
    readonly title: string;
  }[];
  readonly note: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface ShopifyRefund {
  readonly id: number;
  readonly order_id: number;
  readonly note: string | null;
  readonly created_at: string;
  readonly refund_line_items: readonly {
    readonly id: number;
    readonly line_item_id: number;
    readonly quantity: number;
    readonly restock_type: string;
  }[];
  readonly transactions: readonly {
    readonly id: number;
    readonly amount: string;
    readonly kind: string;
    readonly status: string;
  }[];
}

export interface ShopifyFulfillment {
  readonly id: number;
  readonly order_id: number;
  readonly status: string;
  readonly shipment_status: string | null;
  readonly tracking_company: string | null;
  readonly tracking_number: string | null;
  readonly tracking_numbers: readonly string[];
  readonly tracking_url: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface ShopifyInventoryLevel {
  readonly inventory_item_id: number;
  readonly location_id: number;
  readonly available: number | null;
  readonly updated_at: string;
}

export interface ShopifyShop {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly domain: string;
  readonly myshopify_domain: string;
  readonly plan_name: string;
  readonly currency: string;
}

/** What a topic carries that has no type of its own here. */
export type ShopifyRecord = Readonly<Record<string, unknown>>;

/** What a topic carries, by what it is about. */
interface ShopifyResources {
  readonly carts: ShopifyCart;
  readonly customers: ShopifyCustomer;
  readonly fulfillments: ShopifyFulfillment;
  readonly inventory_levels: ShopifyInventoryLevel;
  readonly orders: ShopifyOrder;
  readonly products: ShopifyProduct;
  readonly refunds: ShopifyRefund;
  readonly shop: ShopifyShop;
}

/** Those that carry something else than the others of their kind. */
interface ShopifySpecial {
  readonly 'app/uninstalled': ShopifyShop;
  readonly 'customers/data_request': ShopifyDataRequest;
  readonly 'customers/delete': ShopifyDeletion;
  readonly 'customers/merge': ShopifyRecord;
  readonly 'customers/purchasing_summary': ShopifyRecord;
  readonly 'customers/redact': ShopifyDataRequest;
  readonly 'inventory_levels/disconnect': Pick<ShopifyInventoryLevel, 'inventory_item_id' | 'location_id'>;
  readonly 'orders/delete': ShopifyDeletion;
  readonly 'orders/edited': ShopifyRecord;
  readonly 'orders/risk_assessment_changed': ShopifyRecord;
  readonly 'orders/shopify_protect_eligibility_changed': ShopifyRecord;
  readonly 'products/delete': ShopifyDeletion;
  readonly 'shop/redact': { readonly shop_id: number; readonly shop_domain: string };
}

/** What is left of something that was deleted. */
export interface ShopifyDeletion {
  readonly id: number;
}

type ResourceOf<Topic> = Topic extends keyof ShopifySpecial
  ? ShopifySpecial[Topic]
  : Topic extends `${infer About}/${string}`
    ? About extends keyof ShopifyResources
      ? ShopifyResources[About]
      : ShopifyRecord
    : ShopifyRecord;

type Topic =
  { [About in keyof ShopifyTopics]: `${About}/${ShopifyTopics[About]}` }[keyof ShopifyTopics] | ShopifyDottedTopic;

/** Every topic that Shopify documents. One that is newer than this list arrives all the same, and is heard as `'*'`. */
export type ShopifyEvents = { readonly [Name in Topic]: ResourceOf<Name> };
