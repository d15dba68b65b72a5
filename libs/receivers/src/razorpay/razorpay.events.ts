/** What every Razorpay event carries around its entities, each under the name of its kind. */
export interface RazorpayEvent<Name extends string, Payload> {
  readonly entity: 'event';
  readonly account_id: string;
  readonly event: Name;
  readonly contains: readonly string[];
  readonly payload: Payload;
  /** Unix seconds. */
  readonly created_at: number;
}

interface Entity<Value> {
  readonly entity: Value;
}

export interface RazorpayPayment {
  readonly id: string;
  readonly entity: 'payment';
  /** In the smallest unit of the currency. */
  readonly amount: number;
  readonly currency: string;
  readonly status: string;
  readonly order_id: string | null;
  readonly method: string;
  readonly captured: boolean;
  readonly email: string;
  readonly contact: string;
  readonly notes: unknown;
  readonly error_code: string | null;
  readonly error_description: string | null;
  readonly created_at: number;
}

export interface RazorpayOrder {
  readonly id: string;
  readonly amount: number;
  readonly amount_paid: number;
  readonly currency: string;
  readonly receipt: string | null;
  readonly status: string;
}

export interface RazorpayRefund {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly payment_id: string;
  readonly status: string;
}

interface PaymentPayload {
  readonly payment: Entity<RazorpayPayment>;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface RazorpayEvents {
  readonly 'payment.authorized': RazorpayEvent<'payment.authorized', PaymentPayload>;
  readonly 'payment.captured': RazorpayEvent<'payment.captured', PaymentPayload>;
  readonly 'payment.failed': RazorpayEvent<'payment.failed', PaymentPayload>;
  readonly 'order.paid': RazorpayEvent<'order.paid', PaymentPayload & { readonly order: Entity<RazorpayOrder> }>;
  readonly 'refund.processed': RazorpayEvent<
    'refund.processed',
    PaymentPayload & { readonly refund: Entity<RazorpayRefund> }
  >;
}
