import type { GithubActions, GithubPlainName } from './github.event-types.js';
import type * as Github from './github.objects.js';

type OfRepository<More> = Github.GithubEvent & More;
type OfOrganization<More> = Github.GithubOrganizationEvent & More;

/** What an event carries beside its action. What is not here is an event of a repository, with fields of its own. */
interface GithubPayloads {
  readonly check_run: OfRepository<{ readonly check_run: Github.GithubCheck & { readonly name: string } }>;
  readonly check_suite: OfRepository<{
    readonly check_suite: Github.GithubCheck & { readonly head_branch: string | null };
  }>;
  readonly code_scanning_alert: OfRepository<{
    readonly alert: Github.GithubAlert;
    readonly ref: string;
    readonly commit_oid: string;
  }>;
  readonly commit_comment: OfRepository<{ readonly comment: Github.GithubComment & { readonly commit_id: string } }>;
  readonly create: Github.GithubRefChange;
  readonly delete: Github.GithubRefChange;
  readonly dependabot_alert: OfRepository<{ readonly alert: Github.GithubAlert }>;
  readonly deploy_key: OfRepository<{
    readonly key: { readonly id: number; readonly title: string; readonly read_only: boolean };
  }>;
  readonly deployment: OfRepository<{ readonly deployment: Github.GithubDeployment }>;
  readonly deployment_status: OfRepository<{
    readonly deployment: Github.GithubDeployment;
    readonly deployment_status: {
      readonly id: number;
      readonly state: string;
      readonly description: string;
      readonly environment?: string;
      readonly target_url: string;
    };
  }>;
  readonly discussion: OfRepository<{ readonly discussion: Github.GithubDiscussion }>;
  readonly discussion_comment: OfRepository<{
    readonly discussion: Github.GithubDiscussion;
    readonly comment: Github.GithubComment;
  }>;
  readonly fork: OfRepository<{ readonly forkee: Github.GithubRepository }>;
  readonly github_app_authorization: { readonly sender: Github.GithubUser };
  readonly gollum: OfRepository<{
    readonly pages: readonly {
      readonly page_name: string;
      readonly title: string;
      readonly action: 'created' | 'edited';
      readonly sha: string;
      readonly html_url: string;
    }[];
  }>;
  readonly installation: {
    readonly installation: Github.GithubInstallation;
    readonly repositories?: readonly Github.GithubInstalledRepository[];
    readonly sender: Github.GithubUser;
  };
  readonly installation_repositories: {
    readonly installation: Github.GithubInstallation;
    readonly repository_selection: 'all' | 'selected';
    readonly repositories_added: readonly Github.GithubInstalledRepository[];
    readonly repositories_removed: readonly Github.GithubInstalledRepository[];
    readonly sender: Github.GithubUser;
  };
  readonly issue_comment: OfRepository<{ readonly issue: Github.GithubIssue; readonly comment: Github.GithubComment }>;
  readonly issues: OfRepository<{
    readonly issue: Github.GithubIssue;
    /** With `labeled` and `unlabeled`. */
    readonly label?: Github.GithubLabel;
    /** With `assigned` and `unassigned`. */
    readonly assignee?: Github.GithubUser | null;
  }>;
  readonly label: OfRepository<{ readonly label: Github.GithubLabel }>;
  readonly member: OfRepository<{ readonly member: Github.GithubUser }>;
  readonly marketplace_purchase: {
    readonly effective_date: string;
    readonly marketplace_purchase: Github.GithubMarketplacePurchase;
    readonly previous_marketplace_purchase?: Partial<Github.GithubMarketplacePurchase>;
    readonly sender: { readonly id: number; readonly login: string; readonly email?: string };
  };
  readonly membership: OfOrganization<{
    readonly member: Github.GithubUser;
    /** Of a team that was deleted, little is left. */
    readonly team: Pick<Github.GithubTeam, 'id' | 'name'> & Partial<Github.GithubTeam>;
    readonly scope: string;
  }>;
  readonly merge_group: OfRepository<{
    readonly merge_group: { readonly head_sha: string; readonly head_ref: string; readonly base_ref: string };
  }>;
  readonly meta: {
    readonly hook_id: number;
    readonly hook: Github.GithubPing['hook'];
    readonly sender: Github.GithubUser;
  };
  readonly milestone: OfRepository<{ readonly milestone: Github.GithubMilestone }>;
  readonly org_block: OfOrganization<{ readonly blocked_user: Github.GithubUser | null }>;
  readonly organization: OfOrganization<{
    readonly membership?: { readonly role: string; readonly state: string; readonly user: Github.GithubUser | null };
  }>;
  readonly package: OfRepository<{
    readonly package: { readonly id: number; readonly name: string; readonly package_type: string };
  }>;
  readonly page_build: OfRepository<{
    readonly id: number;
    readonly build: {
      readonly status: string;
      readonly commit: string;
      readonly error: { readonly message: string | null };
    };
  }>;
  readonly ping: Github.GithubPing;
  readonly projects_v2: OfOrganization<{
    readonly projects_v2: { readonly id: number; readonly node_id: string; readonly title: string };
  }>;
  readonly projects_v2_item: OfOrganization<{
    readonly projects_v2_item: {
      readonly id: number;
      readonly node_id: string;
      readonly project_node_id: string;
      readonly content_node_id: string;
      readonly content_type: string;
    };
  }>;
  readonly pull_request: OfRepository<{
    readonly number: number;
    readonly pull_request: Github.GithubPullRequest;
    /** With `labeled` and `unlabeled`. */
    readonly label?: Github.GithubLabel;
  }>;
  readonly pull_request_review: OfRepository<{
    readonly pull_request: Github.GithubReviewedPullRequest;
    readonly review: Github.GithubReview;
  }>;
  readonly pull_request_review_comment: OfRepository<{
    readonly pull_request: Github.GithubReviewedPullRequest;
    readonly comment: Github.GithubComment & { readonly path: string };
  }>;
  readonly push: Github.GithubPush;
  readonly registry_package: OfRepository<{
    readonly registry_package: { readonly id: number; readonly name: string; readonly package_type: string };
  }>;
  readonly release: OfRepository<{ readonly release: Github.GithubRelease }>;
  readonly secret_scanning_alert: OfRepository<{
    readonly alert: Github.GithubAlert & { readonly secret_type: string };
  }>;
  readonly security_advisory: {
    readonly security_advisory: {
      readonly ghsa_id: string;
      readonly summary: string;
      readonly description: string;
      readonly severity: string;
    };
  };
  readonly sponsorship: {
    readonly sponsorship: {
      readonly created_at: string;
      readonly sponsor: Github.GithubUser | null;
      readonly tier: { readonly name: string; readonly monthly_price_in_cents: number };
    };
    readonly sender: Github.GithubUser;
  };
  readonly star: OfRepository<{ readonly starred_at: string | null }>;
  readonly status: OfRepository<{
    readonly id: number;
    readonly sha: string;
    readonly context: string;
    readonly state: 'pending' | 'success' | 'failure' | 'error';
    readonly description: string | null;
    readonly target_url: string | null;
    readonly branches: readonly { readonly name: string }[];
  }>;
  readonly team: OfOrganization<{ readonly team: Github.GithubTeam; readonly repository?: Github.GithubRepository }>;
  readonly team_add: OfRepository<{ readonly team: Github.GithubTeam }>;
  readonly workflow_dispatch: OfRepository<{
    readonly ref: string;
    readonly workflow: string;
    readonly inputs: Readonly<Record<string, unknown>> | null;
  }>;
  readonly workflow_job: OfRepository<{
    readonly workflow_job: Omit<Github.GithubRun, 'head_branch'> & {
      readonly run_id: number;
      readonly head_branch?: string | null;
      readonly labels: readonly string[];
    };
  }>;
  readonly workflow_run: OfRepository<{ readonly workflow_run: Github.GithubRun; readonly workflow: unknown }>;
}

type PayloadOf<Name> = Name extends keyof GithubPayloads
  ? GithubPayloads[Name]
  : OfRepository<Readonly<Record<string, unknown>>>;

type WithAction<Name, Action> = PayloadOf<Name> & { readonly action: Action };

/** `issues.opened` and its like. */
type ActionName = { [Name in keyof GithubActions]: `${Name}.${GithubActions[Name]}` }[keyof GithubActions];

/**
 * Every event that GitHub documents: `issues` hears every action, `issues.opened` hears one. An event that is newer than this list
 * arrives all the same, and is heard as `'*'`.
 */
export type GithubEvents = {
  readonly [Name in GithubPlainName]: PayloadOf<Name>;
} & {
  readonly [Name in keyof GithubActions]: WithAction<Name, GithubActions[Name]>;
} & {
  readonly [Name in ActionName]: Name extends `${infer Event}.${infer Action}` ? WithAction<Event, Action> : never;
} & GithubDispatches;

/** The action is what your own call named: `repository_dispatch.deploy`. */
type GithubDispatches = Readonly<
  Record<
    'repository_dispatch' | `repository_dispatch.${string}`,
    OfRepository<{
      readonly action: string;
      readonly branch: string;
      readonly client_payload: Readonly<Record<string, unknown>> | null;
    }>
  >
>;
