/** What every Stripe event carries around its object. */
export interface StripeEvent<Name extends string, Resource> {
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
    readonly object: Resource;
    /** What changed, on `*.updated`. */
    readonly previous_attributes?: Partial<Resource>;
  };
}

/** A thin event of API v2: it names what it is about, and holds no data. */
export interface StripeThinEvent {
  readonly id: string;
  readonly object: 'v2.core.event';
  readonly type: string;
  /** ISO 8601. */
  readonly created: string;
  readonly livemode: boolean;
  readonly context?: string | null;
  readonly related_object: { readonly id: string; readonly type: string; readonly url: string } | null;
}

type Metadata = Readonly<Record<string, string>>;

export interface StripePaymentIntent {
  readonly id: string;
  readonly object: 'payment_intent';
  /** In the smallest unit of the currency. */
  readonly amount: number;
  readonly amount_received: number;
  readonly currency: string;
  readonly customer: string | null;
  readonly description: string | null;
  readonly metadata: Metadata;
  readonly status: string;
}

export interface StripeCharge {
  readonly id: string;
  readonly object: 'charge';
  readonly amount: number;
  readonly amount_refunded: number;
  readonly currency: string;
  readonly customer: string | null;
  readonly paid: boolean;
  readonly refunded: boolean;
  readonly payment_intent: string | null;
  readonly metadata: Metadata;
  readonly status: string;
}

export interface StripeInvoice {
  readonly id: string;
  readonly object: 'invoice';
  readonly amount_due: number;
  readonly amount_paid: number;
  readonly currency: string;
  readonly customer: string;
  readonly customer_email: string | null;
  readonly hosted_invoice_url: string | null;
  readonly number: string | null;
  readonly metadata: Metadata;
  readonly status: string | null;
}

export interface StripeSubscription {
  readonly id: string;
  readonly object: 'subscription';
  readonly customer: string;
  readonly cancel_at_period_end: boolean;
  readonly metadata: Metadata;
  readonly status: string;
}

export interface StripeCustomer {
  readonly id: string;
  readonly object: 'customer';
  readonly email: string | null;
  readonly name: string | null;
  readonly metadata: Metadata;
}

export interface StripeCheckoutSession {
  readonly id: string;
  readonly object: 'checkout.session';
  readonly amount_total: number | null;
  readonly currency: string | null;
  readonly customer: string | null;
  readonly client_reference_id: string | null;
  readonly metadata: Metadata;
  readonly mode: 'payment' | 'setup' | 'subscription';
  readonly payment_status: string;
  readonly status: string | null;
}

export interface StripeDispute {
  readonly id: string;
  readonly object: 'dispute';
  readonly amount: number;
  readonly currency: string;
  readonly charge: string;
  readonly reason: string;
  readonly status: string;
}

type Events<Names extends string, Resource> = { readonly [Name in Names]: StripeEvent<Name, Resource> };

type PaymentIntentEvents = Events<
  | 'payment_intent.created'
  | 'payment_intent.processing'
  | 'payment_intent.requires_action'
  | 'payment_intent.succeeded'
  | 'payment_intent.payment_failed'
  | 'payment_intent.canceled',
  StripePaymentIntent
>;
type ChargeEvents = Events<
  'charge.succeeded' | 'charge.failed' | 'charge.captured' | 'charge.refunded' | 'charge.updated',
  StripeCharge
>;
type DisputeEvents = Events<
  'charge.dispute.created' | 'charge.dispute.updated' | 'charge.dispute.closed',
  StripeDispute
>;
type InvoiceEvents = Events<
  | 'invoice.created'
  | 'invoice.finalized'
  | 'invoice.paid'
  | 'invoice.payment_failed'
  | 'invoice.payment_succeeded'
  | 'invoice.upcoming'
  | 'invoice.voided',
  StripeInvoice
>;
type SubscriptionEvents = Events<
  | 'customer.subscription.created'
  | 'customer.subscription.updated'
  | 'customer.subscription.deleted'
  | 'customer.subscription.paused'
  | 'customer.subscription.resumed'
  | 'customer.subscription.trial_will_end',
  StripeSubscription
>;
type CustomerEvents = Events<'customer.created' | 'customer.updated' | 'customer.deleted', StripeCustomer>;
type CheckoutEvents = Events<
  | 'checkout.session.completed'
  | 'checkout.session.expired'
  | 'checkout.session.async_payment_succeeded'
  | 'checkout.session.async_payment_failed',
  StripeCheckoutSession
>;

/** The events that are typed. Others arrive all the same, and are heard as `'*'`. */
export interface StripeEvents
  extends
    PaymentIntentEvents,
    ChargeEvents,
    DisputeEvents,
    InvoiceEvents,
    SubscriptionEvents,
    CustomerEvents,
    CheckoutEvents {
  readonly 'v1.billing.meter.error_report_triggered': StripeThinEvent;
  readonly 'v2.core.event_destination.ping': StripeThinEvent;
}
