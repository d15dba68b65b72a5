export interface JiraUser {
  readonly accountId?: string;
  /** Data Center only. */
  readonly name?: string;
  readonly displayName: string;
}

export interface JiraIssue {
  readonly id: string;
  readonly key: string;
  readonly self: string;
  readonly fields: {
    readonly summary: string;
    readonly status?: { readonly name: string };
    readonly issuetype?: { readonly name: string };
    readonly project?: { readonly id: string; readonly key: string; readonly name: string };
    readonly assignee?: JiraUser | null;
    readonly [field: string]: unknown;
  };
}

export interface JiraIssueEvent<Name extends string> {
  readonly webhookEvent: Name;
  /** Milliseconds since the Unix epoch. */
  readonly timestamp: number;
  readonly issue_event_type_name?: string;
  readonly user?: JiraUser;
  readonly issue: JiraIssue;
  readonly changelog?: {
    readonly id: string;
    readonly items: readonly {
      readonly field: string;
      readonly fromString: string | null;
      readonly toString: string | null;
    }[];
  };
}

export interface JiraCommentEvent<Name extends string> {
  readonly webhookEvent: Name;
  readonly timestamp: number;
  readonly issue: JiraIssue;
  readonly comment: { readonly id: string; readonly body: string; readonly author: JiraUser };
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface JiraEvents {
  readonly 'jira:issue_created': JiraIssueEvent<'jira:issue_created'>;
  readonly 'jira:issue_updated': JiraIssueEvent<'jira:issue_updated'>;
  readonly 'jira:issue_deleted': JiraIssueEvent<'jira:issue_deleted'>;
  readonly comment_created: JiraCommentEvent<'comment_created'>;
  readonly comment_updated: JiraCommentEvent<'comment_updated'>;
}
