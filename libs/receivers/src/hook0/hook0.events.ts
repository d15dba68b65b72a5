/** Payloads are those of the service behind Hook0: these are of the Coinbase Developer Platform. */
export interface Hook0OnrampTransaction<Name extends string> {
  readonly eventType: Name;
  readonly transactionId: string;
  readonly status: string;
  readonly partnerUserRef?: string;
  readonly purchaseCurrency?: string;
  readonly purchaseAmount?: unknown;
  readonly walletAddress?: string;
  readonly txHash?: string;
  readonly createdAt?: string;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface Hook0Events {
  readonly 'onramp.transaction.created': Hook0OnrampTransaction<'onramp.transaction.created'>;
  readonly 'onramp.transaction.success': Hook0OnrampTransaction<'onramp.transaction.success'>;
  readonly 'onramp.transaction.failed': Hook0OnrampTransaction<'onramp.transaction.failed'>;
}
