/** What every webhook of Plaid says. */
export interface PlaidEvent<Type extends string, Code extends string> {
  readonly webhook_type: Type;
  readonly webhook_code: Code;
  readonly environment: 'production' | 'sandbox';
}

/** Why an item, which is one login at one institution, does not work. */
export interface PlaidError {
  readonly error_type: string;
  readonly error_code: string;
  readonly error_message: string;
  readonly display_message?: string | null;
  readonly status?: number | null;
}

type OfItem<Type extends string, Code extends string> = PlaidEvent<Type, Code> & { readonly item_id: string };

export interface PlaidSyncUpdates extends OfItem<'TRANSACTIONS', 'SYNC_UPDATES_AVAILABLE'> {
  readonly initial_update_complete: boolean;
  readonly historical_update_complete: boolean;
}

export interface PlaidItemError extends OfItem<'ITEM', 'ERROR'> {
  readonly error: PlaidError;
}

export interface PlaidPendingExpiration extends OfItem<'ITEM', 'PENDING_EXPIRATION'> {
  /** ISO 8601. */
  readonly consent_expiration_time: string;
}

export interface PlaidAccountUpdate extends OfItem<'AUTH', 'AUTOMATICALLY_VERIFIED'> {
  readonly account_id: string;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface PlaidEvents {
  readonly 'TRANSACTIONS.SYNC_UPDATES_AVAILABLE': PlaidSyncUpdates;
  readonly 'ITEM.ERROR': PlaidItemError;
  readonly 'ITEM.LOGIN_REPAIRED': OfItem<'ITEM', 'LOGIN_REPAIRED'>;
  readonly 'ITEM.PENDING_EXPIRATION': PlaidPendingExpiration;
  readonly 'ITEM.USER_PERMISSION_REVOKED': OfItem<'ITEM', 'USER_PERMISSION_REVOKED'>;
  readonly 'AUTH.AUTOMATICALLY_VERIFIED': PlaidAccountUpdate;
  readonly 'TRANSFER.TRANSFER_EVENTS_UPDATE': PlaidEvent<'TRANSFER', 'TRANSFER_EVENTS_UPDATE'>;
}
