export interface AzureDevopsText {
  readonly text: string;
  readonly html: string;
  readonly markdown: string;
}

/** What every event carries around its resource. */
export interface AzureDevopsEvent<Name extends string, Resource> {
  readonly subscriptionId: string;
  readonly notificationId: number;
  readonly id: string;
  readonly eventType: Name;
  readonly publisherId: string;
  /** Null where the subscription sends no messages. */
  readonly message: AzureDevopsText | null;
  readonly detailedMessage: AzureDevopsText | null;
  /** As much of it as the subscription says: all, minimal (an id and a link), or none. */
  readonly resource: Resource;
  readonly resourceVersion: string;
  readonly resourceContainers: {
    readonly collection?: { readonly id: string; readonly baseUrl?: string };
    readonly account?: { readonly id: string; readonly baseUrl?: string };
    readonly project?: { readonly id: string; readonly baseUrl?: string };
  };
  /** ISO 8601. */
  readonly createdDate: string;
}

export interface AzureDevopsIdentity {
  readonly id: string;
  readonly displayName: string;
  readonly uniqueName?: string;
  readonly url?: string;
}

export interface AzureDevopsAuthor {
  readonly name: string;
  readonly email: string;
  readonly date: string;
}

export interface AzureDevopsCommit {
  readonly commitId: string;
  readonly author: AzureDevopsAuthor;
  readonly committer: AzureDevopsAuthor;
  readonly comment: string;
  readonly url: string;
}

export interface AzureDevopsProject {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly state: string;
}

export interface AzureDevopsRepository {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly project: AzureDevopsProject;
  readonly defaultBranch?: string;
  readonly remoteUrl: string;
}

export interface AzureDevopsPush {
  readonly commits?: readonly AzureDevopsCommit[];
  readonly refUpdates: readonly {
    /** `refs/heads/main`. */
    readonly name: string;
    readonly oldObjectId: string;
    readonly newObjectId: string;
  }[];
  readonly repository: AzureDevopsRepository;
  readonly pushedBy: AzureDevopsIdentity;
  readonly pushId: number;
  readonly date: string;
  readonly url: string;
}

export interface AzureDevopsPullRequest {
  readonly repository: AzureDevopsRepository;
  readonly pullRequestId: number;
  readonly status: 'active' | 'completed' | 'abandoned';
  readonly createdBy: AzureDevopsIdentity;
  readonly creationDate: string;
  readonly closedDate?: string;
  readonly title: string;
  readonly description?: string;
  readonly sourceRefName: string;
  readonly targetRefName: string;
  readonly mergeStatus: string;
  readonly reviewers?: readonly (AzureDevopsIdentity & { readonly vote: number })[];
  readonly url: string;
}

export interface AzureDevopsPullRequestComment {
  readonly comment: {
    readonly id: number;
    readonly parentCommentId: number;
    readonly author: AzureDevopsIdentity;
    readonly content: string;
    readonly publishedDate: string;
  };
  readonly pullRequest: AzureDevopsPullRequest;
}

/** The fields of a work item by their reference names, `System.Title` and those of your own. */
export type AzureDevopsFields = Readonly<Record<string, unknown>>;

export interface AzureDevopsWorkItem {
  readonly id: number;
  readonly rev: number;
  readonly fields: AzureDevopsFields;
  readonly url: string;
}

export interface AzureDevopsWorkItemUpdate {
  readonly id: number;
  readonly workItemId: number;
  readonly rev: number;
  readonly revisedBy: AzureDevopsIdentity;
  readonly revisedDate: string;
  readonly fields: Readonly<Record<string, { readonly oldValue?: unknown; readonly newValue?: unknown }>>;
  readonly revision: AzureDevopsWorkItem;
  readonly url: string;
}

export interface AzureDevopsBuild {
  readonly id: number;
  readonly buildNumber: string;
  readonly status: string;
  readonly result?: string;
  readonly reason: string;
  readonly startTime: string;
  readonly finishTime: string;
  readonly url: string;
  readonly definition: { readonly id: number; readonly name: string; readonly url: string };
}

export interface AzureDevopsPipelineRun {
  readonly run: {
    readonly id: number;
    readonly name: string;
    readonly state: string;
    readonly result?: string;
    readonly createdDate: string;
    readonly finishedDate?: string;
    readonly url: string;
  };
  readonly pipeline: { readonly id: number; readonly name: string; readonly url: string };
}

export interface AzureDevopsCheckIn {
  readonly changesetId: number;
  readonly url: string;
  readonly author: AzureDevopsIdentity;
  readonly checkedInBy: AzureDevopsIdentity;
  readonly createdDate: string;
  readonly comment: string;
}

type EventsOf<Names extends string, Resource> = { readonly [Name in Names]: AzureDevopsEvent<Name, Resource> };

type PullRequestEvents = EventsOf<`git.pullrequest.${'created' | 'updated' | 'merged'}`, AzureDevopsPullRequest>;
type WorkItemEvents = EventsOf<`workitem.${'created' | 'deleted' | 'restored' | 'commented'}`, AzureDevopsWorkItem>;

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface AzureDevopsEvents extends PullRequestEvents, WorkItemEvents {
  readonly 'git.push': AzureDevopsEvent<'git.push', AzureDevopsPush>;
  readonly 'ms.vss-code.git-pullrequest-comment-event': AzureDevopsEvent<
    'ms.vss-code.git-pullrequest-comment-event',
    AzureDevopsPullRequestComment
  >;
  readonly 'workitem.updated': AzureDevopsEvent<'workitem.updated', AzureDevopsWorkItemUpdate>;
  readonly 'build.complete': AzureDevopsEvent<'build.complete', AzureDevopsBuild>;
  readonly 'ms.vss-pipelines.run-state-changed-event': AzureDevopsEvent<
    'ms.vss-pipelines.run-state-changed-event',
    AzureDevopsPipelineRun
  >;
  readonly 'tfvc.checkin': AzureDevopsEvent<'tfvc.checkin', AzureDevopsCheckIn>;
  readonly 'message.posted': AzureDevopsEvent<
    'message.posted',
    { readonly id: string; readonly content: string; readonly postedTime: string; readonly postedRoomId: number }
  >;
}
