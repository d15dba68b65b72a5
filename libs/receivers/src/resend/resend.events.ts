export interface ResendEvent<Name extends string, Data> {
  readonly type: Name;
  /** ISO 8601. */
  readonly created_at: string;
  readonly data: Data;
}

export interface ResendEmail {
  readonly email_id: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly created_at: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface ResendBouncedEmail extends ResendEmail {
  readonly bounce: { readonly message: string; readonly type: string; readonly subType: string };
}

export interface ResendClickedEmail extends ResendEmail {
  readonly click: {
    readonly ipAddress: string;
    readonly link: string;
    readonly timestamp: string;
    readonly userAgent: string;
  };
}

export interface ResendReceivedEmail {
  readonly email_id: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly message_id: string;
  readonly attachments: readonly { readonly id: string; readonly filename: string; readonly content_type: string }[];
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface ResendEvents {
  readonly 'email.sent': ResendEvent<'email.sent', ResendEmail>;
  readonly 'email.delivered': ResendEvent<'email.delivered', ResendEmail>;
  readonly 'email.opened': ResendEvent<'email.opened', ResendEmail>;
  readonly 'email.clicked': ResendEvent<'email.clicked', ResendClickedEmail>;
  readonly 'email.bounced': ResendEvent<'email.bounced', ResendBouncedEmail>;
  readonly 'email.received': ResendEvent<'email.received', ResendReceivedEmail>;
}
