import type { Cause } from '../ancestry/cause.js';

/** One event that is about to be stored. */
export interface NewEvent {
  /** The provider that sent it; null for an event published through the API. */
  readonly provider: string | null;
  /** CloudEvents `source`. */
  readonly source: string;
  /** UUID of the configured source; null for a published event. */
  readonly sourceId: string | null;
  readonly type: string;
  readonly subject?: string | undefined;
  /** When it happened; when it was received if unknown. */
  readonly time?: Date | undefined;
  /**
   * What makes it the same event when it comes again, unique within its source: the provider's delivery id, or a hash of the bytes.
   * The engine adds tenant and source.
   */
  readonly dedupKey: string;
  /**
   * For how long the key means the same event, in milliseconds since the first one was received: told where the key is a hash, which
   * is no id. 0: never, each is a new event. Left out: for as long as the first one is kept.
   */
  readonly repeatsWithinMs?: number | undefined;
  /** Media type of `data`. */
  readonly datacontenttype: string;
  /** The bytes of the event's data; `'raw'` when they are the bytes of the request, which are then stored once. */
  readonly data: Buffer | 'raw';
  /** The event that it is a consequence of, where that is known. */
  readonly cause?: Cause | undefined;
}

/** What one request brings: its bytes, kept exactly, and the events read from it. Stored in one commit, all or nothing. */
export interface Arrival {
  readonly tenant: string;
  readonly raw?: { readonly body: Buffer; readonly headers: Readonly<Record<string, string>> } | undefined;
  readonly traceparent: string;
  /** Whether the caller runs the `replies` it gets, because a provider waits for an answer. Without it there are none. */
  readonly canReply?: boolean | undefined;
  /** How many events came before these, as their sender says: a hub says so for events that it delivers. */
  readonly hops?: number | undefined;
  /** Stored for the record, and heard by nobody: the end of a chain of events that feeds itself. */
  readonly isUnheard?: boolean | undefined;
  readonly events: readonly NewEvent[];
}

/** One event after it was stored. A duplicate names the event that was there before. */
export interface StoredEvent {
  /** UUID of the event; that of the first one when this is a duplicate. */
  readonly uuid: string;
  readonly duplicate: boolean;
  /** How many consumers will hear of it; 0 for a duplicate. */
  readonly deliveries: number;
}

/** What was stored of one request: its events, and tickets for those whose handler may answer the provider. */
export interface Stored {
  readonly events: readonly StoredEvent[];
  /** Deliveries to `reply` handlers, born running in this process: run them with `ReplyDesk` before answering. */
  readonly replies: readonly ReplyTicket[];
}

/** A delivery that this process has claimed at birth so that it can answer the provider. */
export interface ReplyTicket {
  readonly deliveryId: string;
  readonly claimId: string;
  readonly consumerId: string;
  readonly eventUuid: string;
  readonly event: NewEvent;
  readonly arrival: Arrival;
  readonly receivedAt: Date;
}
