/** What every Square event carries around its object, which stands under the name of its type. */
export interface SquareEvent<Name extends string, Kind extends string, Resource> {
  readonly merchant_id: string;
  readonly location_id?: string;
  readonly type: Name;
  readonly event_id: string;
  /** ISO 8601. */
  readonly created_at: string;
  readonly data: {
    readonly type: string;
    readonly id: string;
    readonly object: Readonly<Record<Kind, Resource>>;
  };
}

/** In the smallest unit of the currency. */
export interface SquareMoney {
  readonly amount: number;
  readonly currency: string;
}

export interface SquarePayment {
  readonly id: string;
  readonly status: string;
  readonly amount_money: SquareMoney;
  readonly total_money?: SquareMoney;
  readonly order_id?: string;
  readonly location_id: string;
  readonly source_type?: string;
  readonly receipt_number?: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly version: number;
}

export interface SquareRefund {
  readonly id: string;
  readonly payment_id: string;
  readonly status: string;
  readonly amount_money: SquareMoney;
  readonly reason?: string;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface SquareEvents {
  readonly 'payment.created': SquareEvent<'payment.created', 'payment', SquarePayment>;
  readonly 'payment.updated': SquareEvent<'payment.updated', 'payment', SquarePayment>;
  readonly 'refund.created': SquareEvent<'refund.created', 'refund', SquareRefund>;
  readonly 'refund.updated': SquareEvent<'refund.updated', 'refund', SquareRefund>;
  readonly 'order.created': SquareEvent<'order.created', 'order_created', unknown>;
  readonly 'order.updated': SquareEvent<'order.updated', 'order_updated', unknown>;
}
