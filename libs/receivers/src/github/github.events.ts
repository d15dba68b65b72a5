/** Fields that are documented and stay; a payload has many more. */
export interface GithubUser {
  readonly id: number;
  readonly login: string;
  readonly type: string;
  readonly html_url: string;
}

export interface GithubRepository {
  readonly id: number;
  readonly name: string;
  /** `owner/name`. */
  readonly full_name: string;
  readonly private: boolean;
  readonly default_branch: string;
  readonly html_url: string;
  readonly clone_url: string;
  readonly owner: GithubUser;
}

/** What every event of a repository carries. */
export interface GithubEvent {
  readonly repository: GithubRepository;
  readonly sender: GithubUser;
  readonly organization?: { readonly id: number; readonly login: string };
  readonly installation?: { readonly id: number };
}

export interface GithubCommit {
  readonly id: string;
  readonly message: string;
  readonly timestamp: string;
  readonly url: string;
  readonly author: { readonly name: string; readonly email: string; readonly username?: string };
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly modified: readonly string[];
}

export interface GithubPush extends GithubEvent {
  /** `refs/heads/main`. */
  readonly ref: string;
  readonly before: string;
  readonly after: string;
  readonly created: boolean;
  readonly deleted: boolean;
  readonly forced: boolean;
  readonly compare: string;
  readonly commits: readonly GithubCommit[];
  readonly head_commit: GithubCommit | null;
  readonly pusher: { readonly name: string; readonly email?: string | null };
}

export interface GithubPing {
  readonly zen: string;
  readonly hook_id: number;
  readonly hook: { readonly type: string; readonly active: boolean; readonly events: readonly string[] };
  readonly repository?: GithubRepository;
  readonly sender?: GithubUser;
}

export interface GithubLabel {
  readonly id: number;
  readonly name: string;
  readonly color: string;
}

export interface GithubIssue {
  readonly id: number;
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly state: 'open' | 'closed';
  readonly html_url: string;
  readonly user: GithubUser;
  readonly labels: readonly GithubLabel[];
  readonly assignees: readonly GithubUser[];
}

export interface GithubComment {
  readonly id: number;
  readonly body: string;
  readonly html_url: string;
  readonly user: GithubUser;
}

export interface GithubBranch {
  readonly ref: string;
  readonly sha: string;
  readonly repo: GithubRepository | null;
}

export interface GithubPullRequest {
  readonly id: number;
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly state: 'open' | 'closed';
  readonly draft: boolean;
  readonly merged: boolean | null;
  readonly html_url: string;
  readonly user: GithubUser;
  readonly head: GithubBranch;
  readonly base: GithubBranch;
}

export interface GithubReview {
  readonly id: number;
  readonly state: string;
  readonly body: string | null;
  readonly html_url: string;
  readonly user: GithubUser;
}

export interface GithubRelease {
  readonly id: number;
  readonly tag_name: string;
  readonly name: string | null;
  readonly body: string | null;
  readonly draft: boolean;
  readonly prerelease: boolean;
  readonly html_url: string;
}

export interface GithubRun {
  readonly id: number;
  readonly name: string;
  readonly head_branch: string | null;
  readonly head_sha: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly html_url: string;
}

export interface GithubRefChange extends GithubEvent {
  readonly ref: string;
  readonly ref_type: 'branch' | 'tag';
}

/** An event and the events below it: `issues` hears every action, `issues.opened` hears one. */
type WithActions<Name extends string, Data, Action extends string> = Readonly<
  Record<Name, Data & { readonly action: Action }>
> & {
  readonly [K in Action as `${Name}.${K}`]: Data & { readonly action: K };
};

type IssueAction =
  | 'opened'
  | 'edited'
  | 'deleted'
  | 'closed'
  | 'reopened'
  | 'assigned'
  | 'unassigned'
  | 'labeled'
  | 'unlabeled'
  | 'milestoned'
  | 'demilestoned'
  | 'transferred'
  | 'pinned'
  | 'unpinned'
  | 'locked'
  | 'unlocked';
type PullRequestAction =
  | 'opened'
  | 'edited'
  | 'closed'
  | 'reopened'
  | 'synchronize'
  | 'ready_for_review'
  | 'converted_to_draft'
  | 'assigned'
  | 'unassigned'
  | 'labeled'
  | 'unlabeled'
  | 'review_requested'
  | 'review_request_removed';

type IssueEvents = WithActions<'issues', GithubEvent & { readonly issue: GithubIssue }, IssueAction>;
type IssueCommentEvents = WithActions<
  'issue_comment',
  GithubEvent & { readonly issue: GithubIssue; readonly comment: GithubComment },
  'created' | 'edited' | 'deleted'
>;
type PullRequestEvents = WithActions<
  'pull_request',
  GithubEvent & { readonly number: number; readonly pull_request: GithubPullRequest },
  PullRequestAction
>;
type ReviewEvents = WithActions<
  'pull_request_review',
  GithubEvent & { readonly pull_request: GithubPullRequest; readonly review: GithubReview },
  'submitted' | 'edited' | 'dismissed'
>;
type ReleaseEvents = WithActions<
  'release',
  GithubEvent & { readonly release: GithubRelease },
  'published' | 'unpublished' | 'created' | 'edited' | 'deleted' | 'prereleased' | 'released'
>;
type WorkflowRunEvents = WithActions<
  'workflow_run',
  GithubEvent & { readonly workflow_run: GithubRun },
  'requested' | 'in_progress' | 'completed'
>;
type StarEvents = WithActions<'star', GithubEvent & { readonly starred_at: string | null }, 'created' | 'deleted'>;

/** The events that are typed. Others arrive all the same, and are heard as `'*'`. */
export interface GithubEvents
  extends
    IssueEvents,
    IssueCommentEvents,
    PullRequestEvents,
    ReviewEvents,
    ReleaseEvents,
    WorkflowRunEvents,
    StarEvents {
  readonly push: GithubPush;
  readonly ping: GithubPing;
  readonly create: GithubRefChange;
  readonly delete: GithubRefChange;
  readonly fork: GithubEvent & { readonly forkee: GithubRepository };
}
