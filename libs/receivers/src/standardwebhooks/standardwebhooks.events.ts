/** The payload that the specification recommends. */
export interface StandardEvent<Name extends string, Data = Readonly<Record<string, unknown>>> {
  readonly type: Name;
  /** ISO 8601: when it happened. */
  readonly timestamp: string;
  readonly data: Data;
}

/** Every adopter has event types of its own: these are the ones in the specification's examples. */
export interface StandardwebhooksEvents {
  readonly 'contact.created': StandardEvent<'contact.created'>;
  readonly 'user.created': StandardEvent<'user.created'>;
  /** What names no type. */
  readonly message: unknown;
}
