export interface CircleciEvent<Name extends string> {
  readonly type: Name;
  readonly id: string;
  /** ISO 8601. */
  readonly happened_at: string;
  readonly webhook: { readonly id: string; readonly name: string };
  readonly project: { readonly id: string; readonly name: string; readonly slug: string };
  readonly organization: { readonly id: string; readonly name: string };
  readonly pipeline: {
    readonly id: string;
    readonly number: number;
    readonly created_at: string;
    readonly trigger: { readonly type: string };
    readonly vcs?: { readonly branch?: string; readonly revision: string; readonly target_repository_url: string };
  };
  readonly workflow: {
    readonly id: string;
    readonly name: string;
    readonly status?: string;
    readonly url: string;
    readonly created_at: string;
    readonly stopped_at: string | null;
  };
}

export interface CircleciJobCompleted extends CircleciEvent<'job-completed'> {
  readonly job: {
    readonly id: string;
    readonly name: string;
    readonly number: number;
    readonly status: string;
    readonly started_at: string;
    readonly stopped_at: string | null;
  };
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface CircleciEvents {
  readonly 'workflow-completed': CircleciEvent<'workflow-completed'>;
  readonly 'job-completed': CircleciJobCompleted;
}
