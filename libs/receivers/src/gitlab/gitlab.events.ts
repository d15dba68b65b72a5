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

/** The events that are typed. Others arrive all the same. */
export interface GitlabEvents {
  readonly push: GitlabPush<'push'>;
  readonly tag_push: GitlabPush<'tag_push'>;
  readonly issue: GitlabIssue;
  readonly merge_request: GitlabMergeRequest;
  readonly pipeline: GitlabPipeline;
}
