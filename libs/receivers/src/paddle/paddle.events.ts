/** What every Paddle notification carries around its entity. */
export interface PaddleEvent<Name extends string, Data> {
  /** `evt_…`: what happened. */
  readonly event_id: string;
  readonly event_type: Name;
  /** ISO 8601. */
  readonly occurred_at: string;
  /** `ntf_…`: its notification to this destination. */
  readonly notification_id: string;
  readonly data: Data;
}

export interface PaddleTransaction {
  readonly id: string;
  readonly status: string;
  readonly customer_id: string | null;
  readonly subscription_id: string | null;
  readonly invoice_number: string | null;
  readonly currency_code: string;
  readonly origin: string;
  readonly custom_data: unknown;
  readonly items: readonly unknown[];
  readonly details: unknown;
  readonly billed_at: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface PaddleSubscription {
  readonly id: string;
  readonly status: 'active' | 'canceled' | 'past_due' | 'paused' | 'trialing';
  readonly customer_id: string;
  readonly currency_code: string;
  readonly next_billed_at: string | null;
  readonly started_at: string | null;
  readonly canceled_at: string | null;
  readonly custom_data: unknown;
  readonly items: readonly unknown[];
}

type TransactionName =
  'transaction.completed' | 'transaction.paid' | 'transaction.updated' | 'transaction.payment_failed';
type SubscriptionName =
  | 'subscription.created'
  | 'subscription.activated'
  | 'subscription.updated'
  | 'subscription.canceled'
  | 'subscription.past_due';

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export type PaddleEvents = {
  readonly [Name in TransactionName]: PaddleEvent<Name, PaddleTransaction>;
} & {
  readonly [Name in SubscriptionName]: PaddleEvent<Name, PaddleSubscription>;
};
