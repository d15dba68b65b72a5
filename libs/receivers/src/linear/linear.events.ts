export interface LinearEvent<Type extends string, Action extends string, Data> {
  readonly type: Type;
  readonly action: Action;
  readonly actor?: { readonly id: string; readonly type?: string; readonly name?: string };
  /** ISO 8601. */
  readonly createdAt: string;
  readonly data: Data;
  readonly url?: string;
  /** What it was before, on `update`. */
  readonly updatedFrom?: Partial<Data>;
  readonly organizationId: string;
  readonly webhookId: string;
  /** Milliseconds since the Unix epoch. */
  readonly webhookTimestamp: number;
}

export interface LinearIssue {
  readonly id: string;
  readonly identifier: string;
  readonly number: number;
  readonly title: string;
  readonly description?: string | null;
  readonly priority: number;
  readonly teamId: string;
  readonly stateId: string;
  readonly state?: { readonly id: string; readonly name: string; readonly type: string };
  readonly assigneeId?: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface LinearComment {
  readonly id: string;
  readonly body: string;
  readonly issueId: string;
  readonly userId: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface LinearEvents {
  readonly 'Issue.create': LinearEvent<'Issue', 'create', LinearIssue>;
  readonly 'Issue.update': LinearEvent<'Issue', 'update', LinearIssue>;
  readonly 'Issue.remove': LinearEvent<'Issue', 'remove', LinearIssue>;
  readonly 'Comment.create': LinearEvent<'Comment', 'create', LinearComment>;
  readonly 'Comment.update': LinearEvent<'Comment', 'update', LinearComment>;
}
