export interface SentryEvent<Action extends string, Data> {
  readonly action: Action;
  readonly installation: { readonly uuid: string };
  readonly data: Data;
  readonly actor: { readonly type: string; readonly id: string | number; readonly name: string };
}

export interface SentryIssue {
  readonly issue: {
    readonly id: string;
    readonly shortId: string;
    readonly title: string;
    readonly culprit: string;
    readonly level: string;
    readonly status: string;
    readonly web_url?: string;
    readonly project: { readonly id: string; readonly name: string; readonly slug: string };
    readonly firstSeen: string;
    readonly lastSeen: string;
  };
}

export interface SentryError {
  readonly error: {
    readonly event_id: string;
    readonly issue_id?: string;
    readonly title: string;
    readonly level: string;
    readonly platform: string;
    readonly web_url: string;
    readonly project: number;
  };
}

export interface SentryEventAlert {
  readonly event: {
    readonly event_id: string;
    readonly issue_id: string;
    readonly title: string;
    readonly web_url: string;
  };
  readonly triggered_rule: string;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface SentryEvents {
  readonly 'issue.created': SentryEvent<'created', SentryIssue>;
  readonly 'issue.resolved': SentryEvent<'resolved', SentryIssue>;
  readonly 'error.created': SentryEvent<'created', SentryError>;
  readonly 'event_alert.triggered': SentryEvent<'triggered', SentryEventAlert>;
}
