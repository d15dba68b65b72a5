export interface BoxEvent<Trigger extends string, Source> {
  readonly type: 'webhook_event';
  readonly id: string;
  /** ISO 8601. */
  readonly created_at: string;
  readonly trigger: Trigger;
  readonly webhook: { readonly id: string; readonly type: 'webhook' };
  readonly created_by: { readonly id: string; readonly type: string; readonly name: string; readonly login: string };
  readonly source: Source;
  readonly additional_info: unknown;
}

export interface BoxFile {
  readonly type: 'file';
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly sha1: string;
  readonly etag: string;
  readonly parent: BoxReference | null;
  readonly created_at: string;
  readonly modified_at: string;
}

export interface BoxReference {
  readonly type: string;
  readonly id: string;
  readonly name?: string;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface BoxEvents {
  readonly 'FILE.UPLOADED': BoxEvent<'FILE.UPLOADED', BoxFile>;
  readonly 'FILE.DOWNLOADED': BoxEvent<'FILE.DOWNLOADED', BoxFile>;
  readonly 'FILE.DELETED': BoxEvent<'FILE.DELETED', BoxFile>;
  readonly 'FOLDER.CREATED': BoxEvent<'FOLDER.CREATED', BoxReference>;
}
