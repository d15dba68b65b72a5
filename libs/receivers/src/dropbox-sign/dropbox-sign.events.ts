export interface DropboxSignEvent<Name extends string> {
  readonly event: {
    /** Unix seconds, as a text. */
    readonly event_time: string;
    readonly event_type: Name;
    readonly event_hash: string;
    readonly event_metadata: {
      readonly related_signature_id: string | null;
      readonly reported_for_account_id: string | null;
      readonly reported_for_app_id: string | null;
      readonly event_message: string | null;
    };
  };
}

export interface DropboxSignRequestEvent<Name extends string> extends DropboxSignEvent<Name> {
  readonly account_guid?: string;
  readonly client_id?: string;
  /** Not covered by the hash. */
  readonly signature_request: {
    readonly signature_request_id: string;
    readonly title: string;
    readonly is_complete: boolean;
    readonly is_declined: boolean;
    readonly metadata: Readonly<Record<string, unknown>>;
    readonly signatures: readonly {
      readonly signature_id: string;
      readonly signer_email_address: string;
      readonly status_code: string;
      readonly signed_at: number | null;
    }[];
  };
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface DropboxSignEvents {
  readonly signature_request_sent: DropboxSignRequestEvent<'signature_request_sent'>;
  readonly signature_request_signed: DropboxSignRequestEvent<'signature_request_signed'>;
  readonly signature_request_all_signed: DropboxSignRequestEvent<'signature_request_all_signed'>;
  readonly signature_request_declined: DropboxSignRequestEvent<'signature_request_declined'>;
  readonly callback_test: DropboxSignEvent<'callback_test'>;
}
