/** An entry of the tenant's log. */
export interface Auth0Log<Type extends string> {
  readonly log_id: string;
  readonly data: {
    /** ISO 8601. */
    readonly date: string;
    readonly type: Type;
    readonly description?: string;
    readonly client_id?: string;
    readonly client_name?: string;
    readonly connection?: string;
    readonly strategy?: string;
    readonly ip?: string;
    readonly user_agent?: string;
    readonly user_id?: string;
    readonly user_name?: string;
    readonly tenant_name?: string;
    readonly details?: unknown;
  };
}

/**
 * Auth0 abbreviates: a successful login is `s`, a failed one `f`. The entries that are typed; others arrive all the same, and are heard
 * as `'*'`.
 */
export interface Auth0Events {
  readonly s: Auth0Log<'s'>;
  readonly f: Auth0Log<'f'>;
  /** Wrong password. */
  readonly fp: Auth0Log<'fp'>;
  /** Signed up. */
  readonly ss: Auth0Log<'ss'>;
  /** Logged out. */
  readonly slo: Auth0Log<'slo'>;
  /** A token for a machine. */
  readonly seccft: Auth0Log<'seccft'>;
  /** Blocked for too many attempts. */
  readonly limit_wc: Auth0Log<'limit_wc'>;
}
