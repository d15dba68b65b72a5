/** An event of the system log. */
export interface OktaEvent<Name extends string> {
  readonly uuid: string;
  readonly eventType: Name;
  /** ISO 8601. */
  readonly published: string;
  readonly version?: string;
  readonly severity?: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';
  readonly displayMessage?: string;
  readonly actor?: {
    readonly id: string;
    readonly type: string;
    readonly alternateId: string;
    readonly displayName: string;
  };
  readonly target?:
    | readonly {
        readonly id: string;
        readonly type: string;
        readonly alternateId: string;
        readonly displayName: string;
      }[]
    | null;
  readonly outcome?: { readonly result: string; readonly reason: string | null };
  readonly client?: { readonly ipAddress?: string | null };
}

type EventsOf<Names extends string> = { readonly [Name in Names]: OktaEvent<Name> };

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export type OktaEvents = EventsOf<
  | 'user.lifecycle.create'
  | 'user.lifecycle.activate'
  | 'user.lifecycle.deactivate'
  | 'user.lifecycle.suspend'
  | 'user.account.lock'
  | 'user.account.update_profile'
  | 'user.session.start'
  | 'user.session.end'
  | 'group.user_membership.add'
  | 'group.user_membership.remove'
  | 'application.user_membership.add'
  | 'application.user_membership.remove'
>;
