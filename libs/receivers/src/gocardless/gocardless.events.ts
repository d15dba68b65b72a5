/** One event of a GoCardless webhook. It names what it is about, and holds no data: ask the API for the resource. */
export interface GocardlessEvent<Resource extends string, Action extends string> {
  /** `EV…` */
  readonly id: string;
  /** ISO 8601. */
  readonly created_at: string;
  readonly resource_type: Resource;
  readonly action: Action;
  /** Ids of the resources that the event is about, by kind: `payment`, `mandate`, … */
  readonly links: Readonly<Record<string, string>>;
  readonly details: {
    readonly origin: string;
    readonly cause: string;
    readonly description: string;
    readonly scheme?: string;
    readonly reason_code?: string;
  };
  readonly metadata?: unknown;
  readonly resource_metadata?: unknown;
}

interface Actions {
  readonly payments: 'created' | 'submitted' | 'confirmed' | 'paid_out' | 'failed' | 'cancelled' | 'charged_back';
  readonly mandates: 'created' | 'submitted' | 'active' | 'failed' | 'cancelled' | 'expired' | 'replaced';
  readonly subscriptions: 'created' | 'payment_created' | 'cancelled' | 'finished';
  readonly payouts: 'paid';
  readonly refunds: 'created' | 'paid' | 'failed';
}

type Name = { [Resource in keyof Actions]: `${Resource}.${Actions[Resource]}` }[keyof Actions];

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export type GocardlessEvents = {
  readonly [Key in Name]: Key extends `${infer Resource}.${infer Action}` ? GocardlessEvent<Resource, Action> : never;
};
