/** What stands around every activity: each event holds one of them, in a list of one. */
export interface XActivity {
  /** The account that is subscribed to. */
  readonly for_user_id: string;
  readonly users?: Readonly<Record<string, unknown>>;
  readonly apps?: Readonly<Record<string, unknown>>;
  readonly user_has_blocked?: boolean;
}

export interface XUser {
  readonly id: number | string;
  readonly id_str?: string;
  readonly name: string;
  readonly screen_name: string;
}

export interface XPost {
  readonly id_str: string;
  readonly created_at: string;
  readonly timestamp_ms?: string;
  readonly text: string;
  readonly user: XUser;
  readonly in_reply_to_status_id_str?: string | null;
  readonly entities?: unknown;
}

export interface XFollow {
  readonly type: 'follow' | 'unfollow';
  /** Milliseconds since the Unix epoch. */
  readonly created_timestamp: string;
  readonly target: XUser;
  readonly source: XUser;
}

export interface XDirectMessage {
  readonly type: 'message_create';
  readonly id: string;
  readonly created_timestamp: string;
  readonly message_create: {
    readonly target: { readonly recipient_id: string };
    readonly sender_id: string;
    readonly message_data: { readonly text: string; readonly entities?: unknown };
  };
}

export interface XFavorite {
  readonly id: string;
  readonly created_at: string;
  readonly timestamp_ms: number;
  readonly favorited_status: XPost;
  readonly user: XUser;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface XEvents {
  readonly tweet_create_events: XActivity & { readonly tweet_create_events: readonly [XPost] };
  readonly favorite_events: XActivity & { readonly favorite_events: readonly [XFavorite] };
  readonly follow_events: XActivity & { readonly follow_events: readonly [XFollow] };
  readonly direct_message_events: XActivity & { readonly direct_message_events: readonly [XDirectMessage] };
}
