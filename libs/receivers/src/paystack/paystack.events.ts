/** What every Paystack event carries around its data. */
export interface PaystackEvent<Name extends string, Data> {
  readonly event: Name;
  readonly data: Data;
}

export interface PaystackCustomer {
  readonly id: number;
  readonly customer_code: string;
  readonly email: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly phone: string | null;
}

export interface PaystackCharge {
  readonly id: number;
  readonly domain: 'test' | 'live';
  readonly status: string;
  readonly reference: string;
  /** In the smallest unit of the currency. */
  readonly amount: number;
  readonly fees: number | null;
  readonly currency: string;
  readonly channel: string;
  readonly gateway_response: string;
  /** ISO 8601. */
  readonly paid_at: string;
  readonly created_at: string;
  readonly metadata: unknown;
  readonly customer: PaystackCustomer;
  readonly authorization: unknown;
}

export interface PaystackTransfer {
  readonly id: number;
  readonly reference: string;
  readonly transfer_code: string;
  readonly amount: number;
  readonly currency: string;
  readonly status: string;
  readonly reason: string | null;
  readonly recipient: unknown;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface PaystackEvents {
  readonly 'charge.success': PaystackEvent<'charge.success', PaystackCharge>;
  readonly 'transfer.success': PaystackEvent<'transfer.success', PaystackTransfer>;
  readonly 'transfer.failed': PaystackEvent<'transfer.failed', PaystackTransfer>;
  readonly 'transfer.reversed': PaystackEvent<'transfer.reversed', PaystackTransfer>;
}
