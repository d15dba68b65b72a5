/** An entry of the audit log. */
export interface LaunchdarklyEntry<Kind extends string> {
  readonly _id: string;
  readonly _accountId?: string;
  readonly kind: Kind;
  /** Milliseconds since the Unix epoch. */
  readonly date: number;
  readonly name: string;
  readonly description: string;
  readonly shortDescription: string;
  readonly comment?: string;
  readonly title?: string;
  readonly titleVerb?: string;
  readonly accesses?: readonly { readonly action: string; readonly resource: string }[];
  readonly member?: {
    readonly _id: string;
    readonly email: string;
    readonly firstName?: string;
    readonly lastName?: string;
  };
  readonly target?: { readonly name?: string; readonly resources?: readonly string[] };
  readonly previousVersion?: unknown;
  readonly currentVersion?: unknown;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface LaunchdarklyEvents {
  readonly flag: LaunchdarklyEntry<'flag'>;
  readonly project: LaunchdarklyEntry<'project'>;
  readonly environment: LaunchdarklyEntry<'environment'>;
  readonly member: LaunchdarklyEntry<'member'>;
  readonly segment: LaunchdarklyEntry<'segment'>;
}
