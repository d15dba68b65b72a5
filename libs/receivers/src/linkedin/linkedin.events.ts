/** What LinkedIn tells about a post or a comment beside its URN. */
export interface LinkedinDecoration {
  readonly entity: string;
  readonly owner: string;
  readonly text?: string;
  readonly object?: string;
  readonly mediaCategory?: string;
}

/** Something that was done on the page of an organisation. LinkedIn sends up to ten at once; each is an event of its own. */
export interface LinkedinSocialAction {
  readonly notificationId: number;
  /** URN of the organisation. */
  readonly organizationalEntity: string;
  readonly action:
    | 'ADMIN_COMMENT'
    | 'COMMENT'
    | 'COMMENT_DELETE'
    | 'COMMENT_EDIT'
    | 'LIKE'
    | 'SHARE'
    | 'SHARE_MENTION'
    | (string & {});
  readonly sourcePost?: string;
  readonly decoratedSourcePost?: LinkedinDecoration;
  readonly generatedActivity?: string;
  readonly decoratedGeneratedActivity?: { readonly comment?: LinkedinDecoration; readonly share?: LinkedinDecoration };
  /** Milliseconds since the Unix epoch. */
  readonly lastModifiedAt: number;
  /** URN of the member who subscribed. */
  readonly subscriber?: string;
}

/** A lead form that was filled in, or taken back. What was written there has to be asked for. */
export interface LinkedinLeadAction {
  readonly type: 'LEAD_ACTION';
  readonly leadAction: 'CREATED' | 'DELETED' | (string & {});
  /** URN of the answers. */
  readonly leadGenFormResponse: string;
  readonly leadGenForm?: string;
  readonly leadType?: string;
  readonly owner?: unknown;
  readonly associatedEntity?: unknown;
  /** Milliseconds since the Unix epoch. */
  readonly occurredAt: number;
}

/** The events that are typed. Others arrive all the same. */
export interface LinkedinEvents {
  readonly ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS: LinkedinSocialAction;
  readonly LEAD_ACTION: LinkedinLeadAction;
}
