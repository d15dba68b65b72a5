/** What every Wise event carries around its data. */
export interface WiseEvent<Name extends string, Data> {
  readonly data: Data;
  readonly subscription_id: string;
  readonly event_type: Name;
  readonly schema_version: string;
  /** ISO 8601. */
  readonly sent_at: string;
}

export interface WiseResource {
  readonly type: string;
  readonly id: number;
  readonly profile_id: number;
  readonly account_id?: number;
}

export interface WiseTransferState {
  readonly resource: WiseResource;
  readonly current_state: string;
  readonly previous_state: string | null;
  readonly occurred_at: string;
}

export interface WiseBalanceCredit {
  readonly resource: WiseResource;
  readonly amount: number;
  readonly currency: string;
  readonly transaction_type: 'credit';
  readonly post_transaction_balance_amount?: number;
  readonly occurred_at: string;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface WiseEvents {
  readonly 'transfers#state-change': WiseEvent<'transfers#state-change', WiseTransferState>;
  readonly 'transfers#active-cases': WiseEvent<'transfers#active-cases', unknown>;
  readonly 'balances#credit': WiseEvent<'balances#credit', WiseBalanceCredit>;
}
