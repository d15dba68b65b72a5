/** A charge, as it is at the time of the event. */
export interface CoinbaseCommerceCharge {
  readonly id: string;
  /** What people see: `66BEOV2A`. */
  readonly code: string;
  readonly name: string;
  readonly description: string;
  readonly hosted_url: string;
  readonly pricing_type: string;
  readonly pricing: unknown;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly payments: readonly unknown[];
  readonly timeline: readonly { readonly time: string; readonly status: string; readonly context?: string }[];
  readonly created_at: string;
  readonly expires_at: string;
}

/** A delivery: an event, and which attempt it is. */
export interface CoinbaseCommerceDelivery<Name extends string> {
  readonly id: string;
  readonly scheduled_for: string;
  readonly attempt_number: number;
  readonly event: {
    readonly id: string;
    readonly resource: 'event';
    readonly type: Name;
    readonly api_version: string;
    /** ISO 8601. */
    readonly created_at: string;
    readonly data: CoinbaseCommerceCharge;
  };
}

type Name =
  'charge:created' | 'charge:confirmed' | 'charge:failed' | 'charge:delayed' | 'charge:pending' | 'charge:resolved';

export type CoinbaseCommerceEvents = { readonly [Key in Name]: CoinbaseCommerceDelivery<Key> };
