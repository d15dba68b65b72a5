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

/** The events that are typed. Others arrive all the same, and are heard as `'*'`. */
export interface ShopifyEvents {
  readonly 'orders/create': ShopifyOrder;
  readonly 'orders/updated': ShopifyOrder;
  readonly 'orders/paid': ShopifyOrder;
  readonly 'orders/cancelled': ShopifyOrder;
  readonly 'products/create': ShopifyProduct;
  readonly 'products/update': ShopifyProduct;
  readonly 'products/delete': { readonly id: number };
  readonly 'customers/create': ShopifyCustomer;
  readonly 'app/uninstalled': { readonly id: number; readonly domain: string; readonly myshopify_domain: string };
  readonly 'customers/data_request': ShopifyDataRequest;
  readonly 'customers/redact': ShopifyDataRequest;
  readonly 'shop/redact': { readonly shop_id: number; readonly shop_domain: string };
}
