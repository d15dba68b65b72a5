import type { WebhookEvent } from '@kanca/core';

/** A delivery that a consumer holds until its lease ends. */
export interface LeasedDelivery {
  /** UUID. */
  readonly deliveryId: string;
  /** Of the attempt; the first is 1. */
  readonly number: number;
  readonly event: WebhookEvent;
}

/** The deliveries that one fetch was given, under the id that commits them. */
export interface Lease {
  /** UUID. */
  readonly id: string;
  readonly deliveries: readonly LeasedDelivery[];
}

/** What became of the deliveries that a consumer said the end of. UUIDs. */
export interface LeaseCompleted {
  readonly completed: readonly string[];
  /** Their lease had lapsed: they are, or will be, delivered again. */
  readonly lapsed: readonly string[];
}
