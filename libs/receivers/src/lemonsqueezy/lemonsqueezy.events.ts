/** What every Lemon Squeezy event carries: a JSON:API document and what happened to it. */
export interface LemonsqueezyEvent<Name extends string, Type extends string, Attributes> {
  readonly meta: {
    readonly event_name: Name;
    readonly webhook_id?: string;
    readonly test_mode?: boolean;
    readonly custom_data?: Readonly<Record<string, unknown>>;
  };
  readonly data: {
    readonly type: Type;
    readonly id: string;
    readonly attributes: Attributes;
    readonly relationships?: unknown;
    readonly links?: unknown;
  };
}

export interface LemonsqueezyOrder {
  readonly store_id: number;
  readonly customer_id: number;
  readonly identifier: string;
  readonly order_number: number;
  readonly user_name: string;
  readonly user_email: string;
  readonly currency: string;
  /** In the smallest unit of the currency. */
  readonly total: number;
  readonly tax: number;
  readonly status: string;
  readonly refunded: boolean;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface LemonsqueezySubscription {
  readonly store_id: number;
  readonly customer_id: number;
  readonly order_id: number;
  readonly product_id: number;
  readonly variant_id: number;
  readonly user_email: string;
  readonly status: string;
  readonly cancelled: boolean;
  readonly renews_at: string | null;
  readonly ends_at: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}

type SubscriptionName =
  | 'subscription_created'
  | 'subscription_updated'
  | 'subscription_cancelled'
  | 'subscription_resumed'
  | 'subscription_expired';

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export type LemonsqueezyEvents = {
  readonly [Name in 'order_created' | 'order_refunded']: LemonsqueezyEvent<Name, 'orders', LemonsqueezyOrder>;
} & {
  readonly [Name in SubscriptionName]: LemonsqueezyEvent<Name, 'subscriptions', LemonsqueezySubscription>;
};
