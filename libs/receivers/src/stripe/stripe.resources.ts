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

/** What every object of Stripe has. Its other fields are in Stripe's documentation, under the name that `object` says. */
export interface StripeObject {
  readonly id: string;
  readonly object: string;
  readonly metadata?: Metadata;
  readonly [field: string]: unknown;
}

export interface StripeRefund {
  readonly id: string;
  readonly object: 'refund';
  readonly amount: number;
  readonly currency: string;
  readonly charge: string | null;
  readonly payment_intent: string | null;
  readonly reason: string | null;
  readonly metadata: Metadata | null;
  readonly status: string | null;
}

export interface StripePayout {
  readonly id: string;
  readonly object: 'payout';
  readonly amount: number;
  readonly currency: string;
  /** Unix seconds. */
  readonly arrival_date: number;
  readonly destination: string | null;
  readonly failure_code: string | null;
  readonly failure_message: string | null;
  readonly metadata: Metadata | null;
  readonly status: string;
}

export interface StripeAccount {
  readonly id: string;
  readonly object: 'account';
  readonly email: string | null;
  readonly country?: string;
  readonly charges_enabled: boolean;
  readonly payouts_enabled: boolean;
  readonly details_submitted: boolean;
  readonly metadata?: Metadata;
  readonly requirements?: { readonly currently_due: readonly string[] | null; readonly disabled_reason: string | null };
}

export interface StripeProduct {
  readonly id: string;
  readonly object: 'product';
  readonly active: boolean;
  readonly name: string;
  readonly description: string | null;
  readonly default_price?: string | null;
  readonly metadata: Metadata;
}

export interface StripePrice {
  readonly id: string;
  readonly object: 'price';
  readonly active: boolean;
  readonly currency: string;
  readonly product: string;
  readonly unit_amount: number | null;
  readonly lookup_key: string | null;
  readonly nickname: string | null;
  readonly type: 'one_time' | 'recurring';
  readonly metadata: Metadata;
}

export interface StripePaymentMethod {
  readonly id: string;
  readonly object: 'payment_method';
  readonly type: string;
  readonly customer: string | null;
  readonly card?: {
    readonly brand: string;
    readonly last4: string;
    readonly exp_month: number;
    readonly exp_year: number;
  };
  readonly metadata: Metadata | null;
}

export interface StripeSetupIntent {
  readonly id: string;
  readonly object: 'setup_intent';
  readonly customer: string | null;
  readonly payment_method: string | null;
  readonly usage: string;
  readonly metadata: Metadata | null;
  readonly status: string;
}

export interface StripeCreditNote {
  readonly id: string;
  readonly object: 'credit_note';
  readonly amount: number;
  readonly currency: string;
  readonly customer: string;
  readonly invoice: string;
  readonly number: string;
  readonly metadata: Metadata | null;
  readonly status: string;
}

export interface StripeSubscriptionSchedule {
  readonly id: string;
  readonly object: 'subscription_schedule';
  readonly customer: string;
  readonly subscription: string | null;
  readonly metadata: Metadata | null;
  readonly status: string;
}

export interface StripeFraudWarning {
  readonly id: string;
  readonly object: 'radar.early_fraud_warning';
  readonly actionable: boolean;
  readonly charge: string;
  readonly fraud_type: string;
  readonly payment_intent?: string;
}

export interface StripeTransfer {
  readonly id: string;
  readonly object: 'transfer';
  readonly amount: number;
  readonly amount_reversed: number;
  readonly currency: string;
  readonly destination: string | null;
  readonly reversed: boolean;
  readonly metadata: Metadata;
}

export interface StripeBalance {
  readonly object: 'balance';
  readonly available: readonly { readonly amount: number; readonly currency: string }[];
  readonly pending: readonly { readonly amount: number; readonly currency: string }[];
  readonly livemode: boolean;
}
