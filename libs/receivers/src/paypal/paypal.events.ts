/** Where to ask for more, or to act. */
export interface PaypalLink {
  readonly href: string;
  readonly rel: string;
  readonly method?: string;
}

/** What every PayPal event carries around its resource. */
export interface PaypalEvent<Name extends string, Resource> {
  /** `WH-…` */
  readonly id: string;
  readonly event_version: string;
  /** ISO 8601. */
  readonly create_time: string;
  readonly resource_type: string;
  readonly resource_version?: string;
  readonly event_type: Name;
  readonly summary: string;
  readonly resource: Resource;
  readonly links: readonly PaypalLink[];
}

/** `{ currency_code: 'EUR', value: '19.90' }`: amounts are texts. */
export interface PaypalMoney {
  readonly currency_code: string;
  readonly value: string;
}

interface Resource {
  readonly id: string;
  readonly links?: readonly PaypalLink[];
}

interface Timed {
  readonly create_time: string;
  readonly update_time?: string;
}

export interface PaypalCapture extends Resource, Timed {
  readonly status: string;
  readonly status_details?: { readonly reason: string };
  readonly amount: PaypalMoney;
  readonly final_capture?: boolean;
  readonly invoice_id?: string;
  readonly custom_id?: string;
  readonly seller_protection?: { readonly status: string };
  readonly seller_receivable_breakdown?: {
    readonly gross_amount: PaypalMoney;
    readonly paypal_fee?: PaypalMoney;
    readonly net_amount?: PaypalMoney;
  };
  readonly supplementary_data?: { readonly related_ids?: { readonly order_id?: string } };
}

export interface PaypalRefund extends Resource, Timed {
  readonly status: string;
  readonly amount: PaypalMoney;
  readonly note_to_payer?: string;
  readonly invoice_id?: string;
  readonly custom_id?: string;
}

export interface PaypalAuthorization extends Resource, Timed {
  readonly status: string;
  readonly amount: PaypalMoney;
  readonly invoice_id?: string;
  readonly custom_id?: string;
  readonly expiration_time?: string;
}

export interface PaypalPayer {
  readonly payer_id?: string;
  readonly email_address?: string;
  readonly name?: { readonly given_name?: string; readonly surname?: string };
}

export interface PaypalOrder extends Resource, Timed {
  readonly intent: 'CAPTURE' | 'AUTHORIZE';
  readonly status: string;
  readonly payer?: PaypalPayer;
  readonly purchase_units: readonly {
    readonly reference_id?: string;
    readonly amount: PaypalMoney;
    readonly invoice_id?: string;
    readonly custom_id?: string;
    readonly description?: string;
  }[];
}

export interface PaypalSubscription extends Resource, Timed {
  readonly status: string;
  readonly plan_id: string;
  readonly custom_id?: string;
  readonly quantity?: string;
  readonly start_time: string;
  readonly status_update_time?: string;
  readonly subscriber?: PaypalPayer;
  readonly billing_info?: {
    readonly outstanding_balance: PaypalMoney;
    readonly next_billing_time?: string;
    readonly last_payment?: { readonly amount: PaypalMoney; readonly time: string };
    readonly failed_payments_count: number;
  };
}

/** A payment of the older API, which is what subscriptions still are charged by. */
export interface PaypalSale extends Resource, Timed {
  readonly state: string;
  readonly amount: { readonly total: string; readonly currency: string };
  readonly transaction_fee?: { readonly value: string; readonly currency: string };
  readonly billing_agreement_id?: string;
  readonly parent_payment?: string;
  readonly custom?: string;
  readonly invoice_number?: string;
}

export interface PaypalDispute extends Timed {
  readonly dispute_id: string;
  readonly reason: string;
  readonly status: string;
  readonly dispute_amount: PaypalMoney;
  readonly dispute_life_cycle_stage?: string;
  readonly dispute_outcome?: { readonly outcome_code: string; readonly amount_refunded?: PaypalMoney };
  readonly disputed_transactions: readonly {
    readonly seller_transaction_id: string;
    readonly buyer_transaction_id?: string;
  }[];
  readonly links?: readonly PaypalLink[];
}

export interface PaypalInvoice {
  readonly invoice: {
    readonly id: string;
    readonly status: string;
    readonly detail: { readonly invoice_number?: string; readonly currency_code: string };
    readonly amount?: PaypalMoney;
  };
}

export interface PaypalPayoutItem {
  readonly payout_item_id: string;
  readonly payout_batch_id: string;
  readonly transaction_id?: string;
  readonly transaction_status: string;
  readonly payout_item: {
    readonly receiver: string;
    readonly amount: { readonly currency: string; readonly value: string };
  };
  readonly errors?: { readonly name: string; readonly message: string };
}

type Events<Names extends string, Data> = { readonly [Name in Names]: PaypalEvent<Name, Data> };

type CaptureEvents = Events<
  'PAYMENT.CAPTURE.COMPLETED' | 'PAYMENT.CAPTURE.DECLINED' | 'PAYMENT.CAPTURE.DENIED' | 'PAYMENT.CAPTURE.PENDING',
  PaypalCapture
>;
type RefundEvents = Events<
  'PAYMENT.CAPTURE.REFUNDED' | 'PAYMENT.CAPTURE.REVERSED' | 'PAYMENT.REFUND.COMPLETED',
  PaypalRefund
>;
type AuthorizationEvents = Events<
  'PAYMENT.AUTHORIZATION.CREATED' | 'PAYMENT.AUTHORIZATION.VOIDED',
  PaypalAuthorization
>;
type OrderEvents = Events<'CHECKOUT.ORDER.APPROVED' | 'CHECKOUT.ORDER.COMPLETED', PaypalOrder>;
type SubscriptionEvents = Events<
  | 'BILLING.SUBSCRIPTION.CREATED'
  | 'BILLING.SUBSCRIPTION.ACTIVATED'
  | 'BILLING.SUBSCRIPTION.UPDATED'
  | 'BILLING.SUBSCRIPTION.SUSPENDED'
  | 'BILLING.SUBSCRIPTION.CANCELLED'
  | 'BILLING.SUBSCRIPTION.EXPIRED'
  | 'BILLING.SUBSCRIPTION.PAYMENT.FAILED',
  PaypalSubscription
>;
type SaleEvents = Events<'PAYMENT.SALE.COMPLETED' | 'PAYMENT.SALE.REFUNDED' | 'PAYMENT.SALE.REVERSED', PaypalSale>;
type DisputeEvents = Events<
  'CUSTOMER.DISPUTE.CREATED' | 'CUSTOMER.DISPUTE.UPDATED' | 'CUSTOMER.DISPUTE.RESOLVED',
  PaypalDispute
>;
type InvoiceEvents = Events<
  'INVOICING.INVOICE.CREATED' | 'INVOICING.INVOICE.PAID' | 'INVOICING.INVOICE.CANCELLED' | 'INVOICING.INVOICE.REFUNDED',
  PaypalInvoice
>;
type PayoutEvents = Events<
  'PAYMENT.PAYOUTS-ITEM.SUCCEEDED' | 'PAYMENT.PAYOUTS-ITEM.FAILED' | 'PAYMENT.PAYOUTS-ITEM.UNCLAIMED',
  PaypalPayoutItem
>;

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface PaypalEvents
  extends
    CaptureEvents,
    RefundEvents,
    AuthorizationEvents,
    OrderEvents,
    SubscriptionEvents,
    SaleEvents,
    DisputeEvents,
    InvoiceEvents,
    PayoutEvents {}
