export interface GitlabProject {
  readonly id: number;
  readonly name: string;
  readonly path_with_namespace: string;
  readonly web_url: string;
  readonly default_branch: string | null;
}

export interface GitlabUser {
  readonly id: number;
  readonly name: string;
  readonly username: string;
  readonly email?: string;
}

export interface GitlabCommit {
  readonly id: string;
  readonly message: string;
  readonly timestamp: string;
  readonly url: string;
  readonly author: { readonly name: string; readonly email: string };
  readonly added: readonly string[];
  readonly modified: readonly string[];
  readonly removed: readonly string[];
}

export interface GitlabPush<Kind extends string> {
  readonly object_kind: Kind;
  readonly event_name: string;
  readonly ref: string;
  readonly before: string;
  readonly after: string;
  readonly checkout_sha: string | null;
  readonly user_name: string;
  readonly user_username: string;
  readonly project: GitlabProject;
  /** The newest twenty at most: `total_commits_count` tells how many there were. */
  readonly commits: readonly GitlabCommit[];
  readonly total_commits_count: number;
}

export interface GitlabIssue {
  readonly object_kind: 'issue';
  readonly user: GitlabUser;
  readonly project: GitlabProject;
  readonly object_attributes: {
    readonly id: number;
    readonly iid: number;
    readonly title: string;
    readonly description: string | null;
    readonly state: string;
    readonly action?: string;
    readonly url: string;
  };
  readonly changes?: Readonly<Record<string, unknown>>;
}

export interface GitlabMergeRequest {
  readonly object_kind: 'merge_request';
  readonly user: GitlabUser;
  readonly project: GitlabProject;
  readonly object_attributes: {
    readonly id: number;
    readonly iid: number;
    readonly title: string;
    readonly state: string;
    readonly action?: string;
    readonly source_branch: string;
    readonly target_branch: string;
    readonly url: string;
  };
  readonly changes?: Readonly<Record<string, unknown>>;
}

export interface GitlabPipeline {
  readonly object_kind: 'pipeline';
  readonly user: GitlabUser;
  readonly project: GitlabProject;
  readonly object_attributes: {
    readonly id: number;
    readonly ref: string;
    readonly sha: string;
    readonly status: string;
    readonly duration: number | null;
  };
  readonly builds: readonly {
    readonly id: number;
    readonly stage: string;
    readonly name: string;
    readonly status: string;
  }[];
}

/** A comment, on a commit, an issue, a merge request or a snippet. */
export interface GitlabNote {
  readonly object_kind: 'note';
  readonly user: GitlabUser;
  readonly project: GitlabProject;
  readonly object_attributes: {
    readonly id: number;
    readonly note: string;
    readonly noteable_type: 'Commit' | 'Issue' | 'MergeRequest' | 'Snippet';
    readonly noteable_id: number | null;
    readonly action?: 'create' | 'update';
    readonly url: string;
  };
}

export interface GitlabJob {
  readonly object_kind: 'build';
  readonly ref: string;
  readonly sha: string;
  readonly build_id: number;
  readonly build_name: string;
  readonly build_stage: string;
  readonly build_status: string;
  readonly build_duration: number | null;
  readonly pipeline_id: number;
  readonly project_id: number;
  readonly project_name: string;
  readonly user: GitlabUser;
}

export interface GitlabDeployment {
  readonly object_kind: 'deployment';
  readonly status: string;
  readonly deployment_id: number;
  readonly deployable_url: string | null;
  readonly environment: string;
  readonly ref: string;
  readonly short_sha: string;
  readonly project: GitlabProject;
  readonly user: GitlabUser;
}

export interface GitlabRelease {
  readonly object_kind: 'release';
  readonly action: 'create' | 'update' | 'delete';
  readonly id: number;
  readonly name: string;
  readonly tag: string;
  readonly description: string | null;
  readonly url: string;
  readonly project: GitlabProject;
}

export interface GitlabWikiPage {
  readonly object_kind: 'wiki_page';
  readonly user: GitlabUser;
  readonly project: GitlabProject;
  readonly object_attributes: {
    readonly title: string;
    readonly slug: string;
    readonly content: string;
    readonly action: 'create' | 'update' | 'delete';
    readonly url: string;
  };
}

/** What a project or a group sends that has no type of its own here, and what an instance sends, by its `event_name`. */
export interface GitlabOther {
  readonly object_kind?: string;
  readonly event_name?: string;
  readonly [field: string]: unknown;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface GitlabEvents {
  readonly push: GitlabPush<'push'>;
  readonly tag_push: GitlabPush<'tag_push'>;
  readonly issue: GitlabIssue;
  readonly work_item: GitlabOther;
  readonly merge_request: GitlabMergeRequest;
  readonly pipeline: GitlabPipeline;
  readonly note: GitlabNote;
  readonly build: GitlabJob;
  readonly deployment: GitlabDeployment;
  readonly release: GitlabRelease;
  readonly wiki_page: GitlabWikiPage;
}
