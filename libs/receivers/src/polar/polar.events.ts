export interface PolarEvent<Name extends string, Data> {
  readonly type: Name;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly data: Data;
}

export interface PolarOrder {
  readonly id: string;
  readonly status: string;
  readonly paid: boolean;
  /** In cents. */
  readonly total_amount: number;
  readonly currency: string;
  readonly customer_id: string;
  readonly product_id: string | null;
  readonly subscription_id: string | null;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface PolarSubscription {
  readonly id: string;
  readonly status: string;
  readonly amount: number;
  readonly currency: string;
  readonly recurring_interval: string;
  readonly customer_id: string;
  readonly product_id: string;
  readonly cancel_at_period_end: boolean;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface PolarCustomer {
  readonly id: string;
  readonly email: string;
  readonly name: string | null;
  readonly external_id: string | null;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface PolarEvents {
  readonly 'order.created': PolarEvent<'order.created', PolarOrder>;
  readonly 'order.paid': PolarEvent<'order.paid', PolarOrder>;
  readonly 'subscription.active': PolarEvent<'subscription.active', PolarSubscription>;
  readonly 'subscription.canceled': PolarEvent<'subscription.canceled', PolarSubscription>;
  readonly 'customer.created': PolarEvent<'customer.created', PolarCustomer>;
}
