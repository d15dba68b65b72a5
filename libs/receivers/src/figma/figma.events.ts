/** What every event carries. The passcode is taken out. */
export interface FigmaEvent<Type extends string> {
  readonly event_type: Type;
  readonly webhook_id: string;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly protocol_version?: string;
  readonly retries?: number;
}

export interface FigmaFileEvent<Type extends string> extends FigmaEvent<Type> {
  readonly file_key: string;
  readonly file_name: string;
  readonly triggered_by?: FigmaUser;
}

export interface FigmaUser {
  readonly id: string;
  readonly handle: string;
}

export interface FigmaComment extends FigmaFileEvent<'FILE_COMMENT'> {
  readonly comment: readonly { readonly text?: string; readonly mention?: string }[];
  readonly comment_id: string;
  readonly parent_id?: string;
  readonly created_at: string;
  readonly mentions: readonly FigmaUser[];
}

export interface FigmaVersion extends FigmaFileEvent<'FILE_VERSION_UPDATE'> {
  readonly version_id: string;
  readonly label?: string;
  readonly description?: string;
  readonly created_at: string;
}

export interface FigmaLibrary extends FigmaFileEvent<'LIBRARY_PUBLISH'> {
  readonly description?: string;
  readonly created_components: readonly FigmaAsset[];
  readonly modified_components: readonly FigmaAsset[];
  readonly deleted_components: readonly FigmaAsset[];
  readonly created_styles: readonly FigmaAsset[];
  readonly modified_styles: readonly FigmaAsset[];
  readonly deleted_styles: readonly FigmaAsset[];
}

export interface FigmaAsset {
  readonly key: string;
  readonly name: string;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface FigmaEvents {
  readonly PING: FigmaEvent<'PING'>;
  readonly FILE_UPDATE: FigmaFileEvent<'FILE_UPDATE'>;
  readonly FILE_DELETE: FigmaFileEvent<'FILE_DELETE'>;
  readonly FILE_COMMENT: FigmaComment;
  readonly FILE_VERSION_UPDATE: FigmaVersion;
  readonly LIBRARY_PUBLISH: FigmaLibrary;
}
