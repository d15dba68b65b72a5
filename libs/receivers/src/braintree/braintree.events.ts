/** What stands in a notification: XML as an object, by its `type` attributes. Names have `_` for `-`. */
export type BraintreeValue =
  string | number | boolean | null | readonly BraintreeValue[] | { readonly [name: string]: BraintreeValue };

export interface BraintreeNotification<Kind extends string, Subject> {
  readonly kind: Kind;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly subject: Subject;
  readonly source_merchant_id?: string;
}

export interface BraintreeSubscription {
  readonly id: string;
  readonly status?: string;
  readonly plan_id?: string;
  readonly balance?: string;
  readonly transactions?: readonly BraintreeValue[];
}

export interface BraintreeDispute {
  readonly id: string;
  readonly status?: string;
  readonly kind?: string;
  readonly amount?: string;
  readonly currency_iso_code?: string;
  readonly reason?: string;
}

type SubscriptionKind =
  | 'subscription_charged_successfully'
  | 'subscription_charged_unsuccessfully'
  | 'subscription_canceled'
  | 'subscription_expired'
  | 'subscription_trial_ended'
  | 'subscription_went_active'
  | 'subscription_went_past_due';

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export type BraintreeEvents = {
  readonly [Kind in SubscriptionKind]: BraintreeNotification<Kind, { readonly subscription: BraintreeSubscription }>;
} & {
  readonly [Kind in 'dispute_opened' | 'dispute_lost' | 'dispute_won']: BraintreeNotification<
    Kind,
    { readonly dispute: BraintreeDispute }
  >;
} & {
  readonly check: BraintreeNotification<'check', { readonly check: boolean }>;
};
