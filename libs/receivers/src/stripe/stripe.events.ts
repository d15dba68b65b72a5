import type { StripeSnapshotTypes, StripeThinTypes } from './stripe.event-types.js';
import type * as Resource from './stripe.resources.js';

/** What every Stripe event carries around its object. */
export interface StripeEvent<Name extends string, Data> {
  readonly id: string;
  readonly object: 'event';
  readonly type: Name;
  readonly api_version: string | null;
  /** Unix seconds. */
  readonly created: number;
  readonly livemode: boolean;
  readonly pending_webhooks: number;
  /** The connected account it happened in, with Connect. */
  readonly account?: string;
  readonly request: { readonly id: string | null; readonly idempotency_key: string | null } | null;
  readonly data: {
    readonly object: Data;
    /** What changed, on `*.updated`. */
    readonly previous_attributes?: Partial<Data>;
  };
}

/** A thin event of API v2: it names what it is about, and holds no data. */
export interface StripeThinEvent<Name extends string = string> {
  readonly id: string;
  readonly object: 'v2.core.event';
  readonly type: Name;
  /** ISO 8601. */
  readonly created: string;
  readonly livemode: boolean;
  readonly context?: string | null;
  readonly related_object: { readonly id: string; readonly type: string; readonly url: string } | null;
}

/** What `data.object` is, by what the event is about. What is not here is a `StripeObject`. */
interface StripeResources {
  readonly account: Resource.StripeAccount;
  readonly balance: Resource.StripeBalance;
  readonly charge: Resource.StripeCharge;
  readonly 'charge.dispute': Resource.StripeDispute;
  readonly 'charge.refund': Resource.StripeRefund;
  readonly 'checkout.session': Resource.StripeCheckoutSession;
  readonly credit_note: Resource.StripeCreditNote;
  readonly customer: Resource.StripeCustomer;
  readonly 'customer.subscription': Resource.StripeSubscription;
  readonly invoice: Resource.StripeInvoice;
  readonly payment_intent: Resource.StripePaymentIntent;
  readonly payment_method: Resource.StripePaymentMethod;
  readonly payout: Resource.StripePayout;
  readonly price: Resource.StripePrice;
  readonly product: Resource.StripeProduct;
  readonly 'radar.early_fraud_warning': Resource.StripeFraudWarning;
  readonly refund: Resource.StripeRefund;
  readonly setup_intent: Resource.StripeSetupIntent;
  readonly subscription_schedule: Resource.StripeSubscriptionSchedule;
  readonly transfer: Resource.StripeTransfer;
}

/** `charge.dispute.closed` and its like: all of the keys of a table, each with each of its words. */
type NamesIn<Table> = { [About in keyof Table & string]: `${About}.${Table[About] & string}` }[keyof Table & string];

/** `charge.dispute` of `charge.dispute.closed`. */
type AboutOf<Name extends string> = Name extends `${infer First}.${infer Rest}`
  ? Rest extends `${string}.${string}`
    ? `${First}.${AboutOf<Rest>}`
    : First
  : never;

type ResourceOf<About> = About extends keyof StripeResources ? StripeResources[About] : Resource.StripeObject;

export type StripeSnapshotName = NamesIn<StripeSnapshotTypes>;
export type StripeThinName = NamesIn<StripeThinTypes> | `v1.${StripeSnapshotName}`;

/** Every event that Stripe documents. One that is newer than this list arrives all the same, and is heard as `'*'`. */
export type StripeEvents = {
  readonly [Name in StripeSnapshotName]: StripeEvent<Name, ResourceOf<AboutOf<Name>>>;
} & {
  readonly [Name in StripeThinName]: StripeThinEvent<Name>;
};
