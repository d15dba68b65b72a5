export interface JiraConnectIssueEvent<Name extends string> {
  readonly webhookEvent: Name;
  /** Milliseconds since the Unix epoch. */
  readonly timestamp: number;
  readonly user?: { readonly accountId: string; readonly displayName: string };
  readonly issue: {
    readonly id: string;
    readonly key: string;
    readonly self: string;
    readonly fields: Readonly<Record<string, unknown>>;
  };
  readonly changelog?: { readonly id: string; readonly items: readonly unknown[] };
}

export interface BitbucketConnectEvent<Name extends string> {
  readonly event: Name;
  readonly data: {
    readonly repository: { readonly uuid: string; readonly full_name: string };
    readonly actor?: unknown;
    readonly [field: string]: unknown;
  };
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface JiraConnectEvents {
  readonly 'jira:issue_created': JiraConnectIssueEvent<'jira:issue_created'>;
  readonly 'jira:issue_updated': JiraConnectIssueEvent<'jira:issue_updated'>;
  readonly 'jira:issue_deleted': JiraConnectIssueEvent<'jira:issue_deleted'>;
  readonly 'repo:push': BitbucketConnectEvent<'repo:push'>;
}
