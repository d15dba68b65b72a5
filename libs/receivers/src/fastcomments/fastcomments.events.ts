/** A comment, as it is now. Source: https://docs.fastcomments.com/guide-webhooks.html#webhooks-structures */
export interface FastcommentsComment {
  readonly id: string;
  /** What page it belongs to, as one's own site calls it. */
  readonly urlId: string;
  readonly url?: string;
  /** The thread that it answers to; missing at the top of the page. */
  readonly parentId?: string;
  readonly userId?: string;
  readonly commenterEmail?: string;
  readonly commenterName: string;
  /** As it was written. */
  readonly comment: string;
  readonly commentHTML: string;
  readonly externalId?: string;
  /** ISO 8601. */
  readonly date: string;
  readonly votes: number;
  readonly votesUp?: number;
  readonly votesDown?: number;
  readonly verified: boolean;
  readonly verifiedDate?: number;
  readonly reviewed?: boolean;
  readonly avatarSrc?: string;
  readonly isSpam?: boolean;
  readonly aiDeterminedSpam?: boolean;
  readonly hasImages?: boolean;
  readonly pageNumber?: number;
  readonly approved: boolean;
  readonly locale: string;
  readonly mentions?: readonly { readonly id: string; readonly tag: string; readonly sent: boolean }[];
  readonly domain?: string;
  readonly moderationGroupIds?: readonly string[];
}

/** What FastComments sends. Creation and change both come as a PUT, so that only a URL of its own tells one from the other. */
export interface FastcommentsEvents {
  readonly 'comment.upserted': FastcommentsComment;
  readonly 'comment.created': FastcommentsComment;
  readonly 'comment.updated': FastcommentsComment;
  readonly 'comment.deleted': FastcommentsComment;
  readonly 'trigger.succeeded': unknown;
  readonly 'trigger.failed': unknown;
  readonly 'approval.requested': unknown;
  readonly 'approval.decided': unknown;
}
