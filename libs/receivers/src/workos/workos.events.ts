/** What every event carries. */
export interface WorkosEvent<Name extends string, Data> {
  readonly id: string;
  readonly event: Name;
  /** ISO 8601. */
  readonly created_at: string;
  readonly data: Data;
}

export interface WorkosUser {
  readonly object: 'user';
  readonly id: string;
  readonly email: string;
  readonly email_verified: boolean;
  readonly first_name: string | null;
  readonly last_name: string | null;
}

export interface WorkosDirectoryUser {
  readonly object: 'directory_user';
  readonly id: string;
  readonly directory_id: string;
  readonly organization_id: string | null;
  readonly idp_id: string;
  readonly email: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly state: 'active' | 'inactive' | 'suspended';
}

export interface WorkosConnection {
  readonly object: 'connection';
  readonly id: string;
  readonly organization_id: string;
  readonly connection_type: string;
  readonly name: string;
  readonly state: string;
}

type EventsOf<Names extends string, Data> = { readonly [Name in Names]: WorkosEvent<Name, Data> };

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface WorkosEvents
  extends
    EventsOf<`user.${'created' | 'updated' | 'deleted'}`, WorkosUser>,
    EventsOf<`dsync.user.${'created' | 'updated' | 'deleted'}`, WorkosDirectoryUser>,
    EventsOf<`connection.${'activated' | 'deactivated' | 'deleted'}`, WorkosConnection> {}
