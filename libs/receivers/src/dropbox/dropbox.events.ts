/** Somebody's files changed. It says whose, and nothing else: ask `files/list_folder/continue` what changed. */
export interface DropboxAccountChange {
  /** `dbid:…` */
  readonly account: string;
}

/** The same from an app of the old API, which knows people by their number. */
export interface DropboxUserChange {
  readonly user: number;
}

/** What Dropbox sends: one event for each account of a notification. */
export interface DropboxEvents {
  readonly change: DropboxAccountChange | DropboxUserChange;
}
