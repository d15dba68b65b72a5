/** What Clerk wraps around its object. */
export interface ClerkEvent<Name extends string, Data> {
  readonly object: 'event';
  readonly type: Name;
  readonly instance_id?: string;
  /** Milliseconds since the Unix epoch. */
  readonly timestamp?: number;
  readonly event_attributes?: { readonly http_request?: { readonly client_ip: string; readonly user_agent: string } };
  readonly data: Data;
}

export interface ClerkUser {
  readonly object: 'user';
  readonly id: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly username: string | null;
  readonly primary_email_address_id: string | null;
  readonly email_addresses: readonly { readonly id: string; readonly email_address: string }[];
  readonly image_url: string;
  readonly public_metadata: Readonly<Record<string, unknown>>;
  /** Milliseconds since the Unix epoch. */
  readonly created_at: number;
  readonly updated_at: number;
}

export interface ClerkDeleted {
  readonly object: string;
  readonly id?: string;
  readonly deleted: true;
}

export interface ClerkSession {
  readonly object: 'session';
  readonly id: string;
  readonly user_id: string;
  readonly client_id: string;
  readonly status: string;
}

export interface ClerkOrganization {
  readonly object: 'organization';
  readonly id: string;
  readonly name: string;
  readonly slug: string | null;
  readonly created_by?: string;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface ClerkEvents {
  readonly 'user.created': ClerkEvent<'user.created', ClerkUser>;
  readonly 'user.updated': ClerkEvent<'user.updated', ClerkUser>;
  readonly 'user.deleted': ClerkEvent<'user.deleted', ClerkDeleted>;
  readonly 'session.created': ClerkEvent<'session.created', ClerkSession>;
  readonly 'organization.created': ClerkEvent<'organization.created', ClerkOrganization>;
}
