/** One delivery on its way to a subscriber that listens. */
export interface StreamedDelivery {
  /** The lease, and the ids of all its deliveries that were sent so far: a subscriber that comes again with it has received them. */
  readonly id: string;
  /** The event's type. */
  readonly event: string;
  readonly data: object;
}

/** The open answer that a subscriber reads its deliveries from, as server-sent events for example. */
export interface DeliveryStream {
  /** Resolves when the subscriber is ready for more. */
  send(delivery: StreamedDelivery): Promise<void>;
  /** Keeps proxies from closing a silent connection. */
  beat(): Promise<void>;
  end(): void;
}
