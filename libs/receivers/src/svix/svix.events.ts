/** What most who send through Svix put into a message. */
export interface SvixEvent<Name extends string> {
  readonly type: Name;
  readonly timestamp?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Event types are those of the service behind Svix: these two are Svix's own examples. */
export interface SvixEvents {
  readonly 'invoice.paid': SvixEvent<'invoice.paid'>;
  readonly 'user.created': SvixEvent<'user.created'>;
  /** What names no type. */
  readonly message: unknown;
}
