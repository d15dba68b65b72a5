export interface AsanaEvent<Kind extends string, Action extends string> {
  readonly user: AsanaReference | null;
  /** ISO 8601. */
  readonly created_at: string;
  readonly type?: string;
  readonly action: Action;
  readonly resource: AsanaReference & { readonly resource_type: Kind };
  readonly parent: AsanaReference | null;
  /** On `changed`: which field, and how. */
  readonly change?: {
    readonly field: string;
    readonly action: string;
    readonly new_value?: unknown;
    readonly added_value?: unknown;
    readonly removed_value?: unknown;
  };
}

/** Asana sends ids only; the rest is fetched. */
export interface AsanaReference {
  readonly gid: string;
  readonly resource_type: string;
  readonly resource_subtype?: string;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface AsanaEvents {
  readonly 'task.added': AsanaEvent<'task', 'added'>;
  readonly 'task.changed': AsanaEvent<'task', 'changed'>;
  readonly 'task.removed': AsanaEvent<'task', 'removed'>;
  readonly 'task.deleted': AsanaEvent<'task', 'deleted'>;
  readonly 'story.added': AsanaEvent<'story', 'added'>;
  readonly 'project.changed': AsanaEvent<'project', 'changed'>;
}
