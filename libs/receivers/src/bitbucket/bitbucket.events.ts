interface Link {
  readonly href: string;
}

/** Fields that are documented and stay; a payload has many more. */
export interface BitbucketActor {
  readonly type: string;
  /** In braces: `{1cb9-…}`. */
  readonly uuid: string;
  readonly display_name: string;
  readonly nickname?: string;
  readonly account_id?: string;
}

export interface BitbucketRepository {
  readonly type: 'repository';
  readonly uuid: string;
  readonly name: string;
  /** `workspace/repository`. */
  readonly full_name: string;
  readonly is_private: boolean;
  readonly owner?: BitbucketActor;
  readonly project?: { readonly key: string; readonly name: string; readonly uuid: string };
  readonly links: { readonly self: Link; readonly html: Link };
}

/** What every event of a repository carries. */
export interface BitbucketEvent {
  readonly actor: BitbucketActor;
  readonly repository: BitbucketRepository;
}

export interface BitbucketCommit {
  readonly type: 'commit';
  readonly hash: string;
  readonly message: string;
  readonly date: string;
  readonly author: { readonly raw: string; readonly user?: BitbucketActor };
}

/** A branch or a tag and where it points. */
export interface BitbucketReference {
  readonly type: 'branch' | 'named_branch' | 'tag';
  readonly name: string;
  readonly target: BitbucketCommit;
}

export interface BitbucketChange {
  /** Null when the reference was deleted. */
  readonly new: BitbucketReference | null;
  /** Null when it was created. */
  readonly old: BitbucketReference | null;
  readonly created: boolean;
  readonly closed: boolean;
  readonly forced: boolean;
  readonly truncated: boolean;
  /** Five at most, newest first. */
  readonly commits?: readonly BitbucketCommit[];
}

export interface BitbucketPush extends BitbucketEvent {
  readonly push: { readonly changes: readonly BitbucketChange[] };
}

export interface BitbucketContent {
  readonly raw: string;
  readonly html: string;
  readonly markup: string;
}

export interface BitbucketComment {
  readonly id: number;
  readonly content: BitbucketContent;
  readonly created_on: string;
  readonly updated_on: string;
  readonly user?: BitbucketActor;
  readonly links: { readonly html: Link };
}

export interface BitbucketPullRequestEnd {
  readonly branch: { readonly name: string };
  readonly commit: { readonly hash: string } | null;
  readonly repository: BitbucketRepository | null;
}

export interface BitbucketPullRequest {
  readonly id: number;
  readonly title: string;
  readonly description: string;
  readonly state: 'OPEN' | 'MERGED' | 'DECLINED' | 'SUPERSEDED';
  readonly author: BitbucketActor;
  readonly source: BitbucketPullRequestEnd;
  readonly destination: BitbucketPullRequestEnd;
  readonly merge_commit: { readonly hash: string } | null;
  readonly reviewers: readonly BitbucketActor[];
  readonly reason: string;
  readonly created_on: string;
  readonly updated_on: string;
  readonly links: { readonly html: Link };
}

export interface BitbucketIssue {
  readonly id: number;
  readonly title: string;
  readonly kind: string;
  readonly priority: string;
  readonly state: string;
  readonly content: BitbucketContent;
  readonly reporter: BitbucketActor | null;
  readonly assignee: BitbucketActor | null;
  readonly created_on: string;
  readonly updated_on: string | null;
  readonly links: { readonly html: Link };
}

export interface BitbucketCommitStatus {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly state: 'INPROGRESS' | 'SUCCESSFUL' | 'FAILED' | 'STOPPED';
  readonly url: string;
  readonly type: string;
  readonly created_on: string;
  readonly updated_on: string;
}

type PullRequestEvent = BitbucketEvent & { readonly pullrequest: BitbucketPullRequest };
type PullRequestCommentEvent = PullRequestEvent & { readonly comment: BitbucketComment };
type IssueEvent = BitbucketEvent & { readonly issue: BitbucketIssue };
type ReviewEvent = PullRequestEvent & { readonly approval: { readonly date: string; readonly user: BitbucketActor } };
type ChangesRequestEvent = PullRequestEvent & {
  readonly changes_request: { readonly date: string; readonly user: BitbucketActor };
};
type StatusEvent = BitbucketEvent & { readonly commit_status: BitbucketCommitStatus };

type Events<Names extends string, Data> = Readonly<Record<Names, Data>>;

/** What a setting was before, and is now. */
export interface BitbucketOldAndNew {
  readonly old: unknown;
  readonly new: unknown;
}

/** Every event that Bitbucket Cloud documents. One that is newer than this list arrives all the same, and is heard as `'*'`. */
export interface BitbucketEvents
  extends
    Events<
      'pullrequest:created' | 'pullrequest:updated' | 'pullrequest:fulfilled' | 'pullrequest:rejected',
      PullRequestEvent
    >,
    Events<
      | 'pullrequest:comment_created'
      | 'pullrequest:comment_updated'
      | 'pullrequest:comment_deleted'
      | 'pullrequest:comment_resolved'
      | 'pullrequest:comment_reopened',
      PullRequestCommentEvent
    >,
    Events<'pullrequest:approved' | 'pullrequest:unapproved', ReviewEvent>,
    Events<'pullrequest:changes_request_created' | 'pullrequest:changes_request_removed', ChangesRequestEvent>,
    Events<'repo:created' | 'repo:deleted' | 'repo:imported', BitbucketEvent>,
    Events<'repo:commit_status_created' | 'repo:commit_status_updated', StatusEvent> {
  readonly 'repo:push': BitbucketPush;
  readonly 'repo:transfer': BitbucketEvent & { readonly previous_owner: BitbucketActor };
  readonly 'repo:updated': BitbucketEvent & { readonly changes: Readonly<Record<string, BitbucketOldAndNew>> };
  readonly 'project:updated': {
    readonly actor: BitbucketActor;
    readonly project: { readonly key: string; readonly name: string; readonly uuid: string };
    readonly changes: Readonly<Record<string, BitbucketOldAndNew>>;
  };
  readonly 'repo:fork': BitbucketEvent & { readonly fork: BitbucketRepository };
  readonly 'repo:commit_comment_created': BitbucketEvent & {
    readonly comment: BitbucketComment;
    readonly commit: { readonly hash: string };
  };
  readonly 'issue:created': IssueEvent;
  readonly 'issue:updated': IssueEvent & { readonly changes: unknown; readonly comment?: BitbucketComment };
  readonly 'issue:comment_created': IssueEvent & { readonly comment: BitbucketComment };
}
