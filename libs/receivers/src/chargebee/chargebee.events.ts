/** What every Chargebee event carries around its resources, each under the name of its kind. */
export interface ChargebeeEvent<Name extends string, Content> {
  /** `ev_…` */
  readonly id: string;
  /** Unix seconds. */
  readonly occurred_at: number;
  readonly source: string;
  readonly user?: string;
  readonly object: 'event';
  readonly api_version: string;
  readonly event_type: Name;
  readonly webhook_status: string;
  readonly content: Content;
}

export interface ChargebeeCustomer {
  readonly id: string;
  readonly email?: string;
  readonly first_name?: string;
  readonly last_name?: string;
  readonly company?: string;
}

export interface ChargebeeSubscription {
  readonly id: string;
  readonly customer_id: string;
  readonly status: string;
  readonly currency_code: string;
  readonly current_term_end?: number;
  readonly cancelled_at?: number;
  readonly subscription_items?: readonly {
    readonly item_price_id: string;
    readonly quantity?: number;
    readonly amount?: number;
  }[];
}

export interface ChargebeeInvoice {
  readonly id: string;
  readonly customer_id: string;
  readonly status: string;
  /** In the smallest unit of the currency. */
  readonly total: number;
  readonly amount_due: number;
  readonly currency_code: string;
}

interface OfSubscription {
  readonly subscription: ChargebeeSubscription;
  readonly customer: ChargebeeCustomer;
  readonly invoice?: ChargebeeInvoice;
}

interface OfPayment {
  readonly transaction: unknown;
  readonly customer: ChargebeeCustomer;
  readonly invoice?: ChargebeeInvoice;
}

type SubscriptionName =
  | 'subscription_created'
  | 'subscription_activated'
  | 'subscription_changed'
  | 'subscription_renewed'
  | 'subscription_cancelled';

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export type ChargebeeEvents = {
  readonly [Name in SubscriptionName]: ChargebeeEvent<Name, OfSubscription>;
} & {
  readonly [Name in 'payment_succeeded' | 'payment_failed']: ChargebeeEvent<Name, OfPayment>;
};
