/** Fields that are documented and stay; a payload has many more. */
export interface BitbucketServerUser {
  readonly id: number;
  readonly name: string;
  readonly slug: string;
  readonly displayName: string;
  readonly emailAddress?: string;
  readonly active: boolean;
  readonly type: string;
}

export interface BitbucketServerRepository {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly project: { readonly key: string; readonly id: number; readonly name: string; readonly type: string };
  readonly public: boolean;
  readonly scmId: string;
  readonly state: string;
}

/** What every event carries. */
export interface BitbucketServerEvent {
  readonly eventKey: string;
  /** `2026-01-15T15:20:41+0000` */
  readonly date: string;
  readonly actor: BitbucketServerUser;
}

export interface BitbucketServerRefChange {
  readonly ref: { readonly id: string; readonly displayId: string; readonly type: 'BRANCH' | 'TAG' };
  readonly refId: string;
  /** Forty zeros when the reference was created. */
  readonly fromHash: string;
  /** Forty zeros when it was deleted. */
  readonly toHash: string;
  readonly type: 'ADD' | 'UPDATE' | 'DELETE';
}

/** A push, or rather one reference of it: a push of two branches is two events. */
export interface BitbucketServerRefsChanged extends BitbucketServerEvent {
  readonly repository: BitbucketServerRepository;
  readonly changes: readonly [BitbucketServerRefChange];
}

export interface BitbucketServerRef {
  readonly id: string;
  readonly displayId: string;
  readonly latestCommit: string;
  readonly repository: BitbucketServerRepository;
}

export interface BitbucketServerParticipant {
  readonly user: BitbucketServerUser;
  readonly role: 'AUTHOR' | 'REVIEWER' | 'PARTICIPANT';
  readonly approved: boolean;
  readonly status: 'APPROVED' | 'NEEDS_WORK' | 'UNAPPROVED';
}

export interface BitbucketServerPullRequest {
  readonly id: number;
  readonly version: number;
  readonly title: string;
  readonly description?: string;
  readonly state: 'OPEN' | 'MERGED' | 'DECLINED';
  readonly open: boolean;
  readonly closed: boolean;
  /** Milliseconds since the Unix epoch. */
  readonly createdDate: number;
  readonly updatedDate: number;
  readonly fromRef: BitbucketServerRef;
  readonly toRef: BitbucketServerRef;
  readonly author: BitbucketServerParticipant;
  readonly reviewers: readonly BitbucketServerParticipant[];
}

export interface BitbucketServerComment {
  readonly id: number;
  readonly version: number;
  readonly text: string;
  readonly author: BitbucketServerUser;
  readonly createdDate: number;
  readonly updatedDate: number;
}

type PullRequestEvent = BitbucketServerEvent & { readonly pullRequest: BitbucketServerPullRequest };
type ReviewEvent = PullRequestEvent & {
  readonly participant: BitbucketServerParticipant;
  readonly previousStatus: BitbucketServerParticipant['status'];
};
type CommentEvent = PullRequestEvent & {
  readonly comment: BitbucketServerComment;
  readonly commentParentId?: number;
};

type Events<Names extends string, Data> = Readonly<Record<Names, Data>>;

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface BitbucketServerEvents
  extends
    Events<'pr:opened' | 'pr:merged' | 'pr:declined' | 'pr:deleted', PullRequestEvent>,
    Events<'pr:reviewer:approved' | 'pr:reviewer:unapproved' | 'pr:reviewer:needs_work', ReviewEvent>,
    Events<'pr:comment:added' | 'pr:comment:deleted', CommentEvent> {
  readonly 'repo:refs_changed': BitbucketServerRefsChanged;
  readonly 'repo:modified': BitbucketServerEvent & {
    readonly old: BitbucketServerRepository;
    readonly new: BitbucketServerRepository;
  };
  readonly 'repo:forked': BitbucketServerEvent & { readonly repository: BitbucketServerRepository };
  readonly 'pr:from_ref_updated': PullRequestEvent & { readonly previousFromHash: string };
  readonly 'pr:modified': PullRequestEvent & {
    readonly previousTitle: string;
    readonly previousDescription: string | null;
    readonly previousTarget: unknown;
  };
  readonly 'pr:comment:edited': CommentEvent & { readonly previousComment: string };
  readonly 'diagnostics:ping': { readonly test: boolean };
}
