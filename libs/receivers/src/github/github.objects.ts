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

/** A pull request as its reviews name it. */
export type GithubReviewedPullRequest = Omit<GithubPullRequest, 'draft' | 'merged'> & { readonly draft?: boolean };

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

export interface GithubTeam {
  readonly id: number;
  readonly name: string;
  readonly slug: string;
  readonly permission: string;
  readonly html_url: string;
}

export interface GithubMarketplacePurchase {
  readonly account: { readonly id: number; readonly login: string; readonly type: string };
  readonly billing_cycle: string | null;
  readonly next_billing_date: string | null;
  readonly on_free_trial: boolean | null;
  readonly unit_count: number;
  readonly plan: { readonly id: number; readonly name: string; readonly monthly_price_in_cents: number };
}

export interface GithubMilestone {
  readonly id: number;
  readonly number: number;
  readonly title: string;
  readonly state: 'open' | 'closed';
  readonly due_on: string | null;
  readonly html_url: string;
}

export interface GithubDiscussion {
  readonly id: number;
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly state: string;
  readonly html_url: string;
  readonly user: GithubUser;
  readonly category: { readonly id: number; readonly name: string; readonly slug: string };
}

export interface GithubDeployment {
  readonly id: number;
  readonly ref: string;
  readonly sha: string;
  readonly task: string;
  readonly environment: string;
  readonly description: string | null;
  readonly payload: unknown;
}

export interface GithubCheck {
  readonly id: number;
  readonly head_sha: string;
  readonly status: string | null;
  readonly conclusion: string | null;
  readonly app: { readonly id: number; readonly slug?: string; readonly name: string } | null;
}

/** A finding of code scanning, Dependabot or secret scanning: what they have in common. */
export interface GithubAlert {
  readonly number: number;
  readonly state: string;
  readonly html_url: string;
  readonly created_at: string;
}

export interface GithubInstallation {
  readonly id: number;
  readonly account: GithubUser;
  readonly app_id: number;
  readonly repository_selection: 'all' | 'selected';
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
}

/** A repository as an installation lists it. */
export type GithubInstalledRepository = Pick<GithubRepository, 'id' | 'name' | 'full_name' | 'private'>;

/** What every event of an organisation carries. */
export interface GithubOrganizationEvent {
  readonly organization: { readonly id: number; readonly login: string };
  readonly sender: GithubUser;
  readonly installation?: { readonly id: number };
}
