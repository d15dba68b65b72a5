/** The account that an event belongs to, and when Meta took note of it. */
export interface InstagramEntry {
  readonly id: string;
  /** Unix seconds; milliseconds for messages. */
  readonly time: number;
}

/** Something changed: one entry of `changes`. */
export interface InstagramChange<Field extends string, Value> {
  readonly entry: InstagramEntry;
  readonly field: Field;
  readonly value: Value;
}

/** Something was said: one entry of `messaging`. */
export interface InstagramMessaging {
  readonly entry: InstagramEntry;
  readonly sender: { readonly id: string };
  readonly recipient: { readonly id: string };
  /** Milliseconds since the Unix epoch. */
  readonly timestamp: number;
}

export interface InstagramComment {
  readonly id: string;
  readonly text: string;
  readonly from: { readonly id: string; readonly username: string; readonly self_ig_scoped_id?: string };
  readonly media: { readonly id: string; readonly media_product_type: string; readonly ad_id?: string };
  readonly parent_id?: string;
}

export interface InstagramAttachment {
  readonly type: string;
  readonly payload: { readonly url?: string };
}

export interface InstagramMessage {
  readonly mid: string;
  readonly text?: string;
  readonly attachments?: readonly InstagramAttachment[];
  readonly quick_reply?: { readonly payload: string };
  readonly reply_to?: { readonly mid?: string; readonly story?: { readonly id: string; readonly url: string } };
  readonly is_echo?: boolean;
  readonly is_deleted?: boolean;
  readonly is_unsupported?: boolean;
}

export interface InstagramReaction {
  readonly mid: string;
  readonly action: 'react' | 'unreact';
  readonly reaction?: string;
  readonly emoji?: string;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface InstagramEvents {
  readonly comments: InstagramChange<'comments', InstagramComment>;
  readonly live_comments: InstagramChange<'live_comments', InstagramComment>;
  readonly mentions: InstagramChange<'mentions', { readonly media_id: string; readonly comment_id?: string }>;
  readonly story_insights: InstagramChange<
    'story_insights',
    {
      readonly media_id: string;
      readonly impressions: number;
      readonly reach: number;
      readonly replies: number;
      readonly exits: number;
      readonly taps_forward: number;
      readonly taps_back: number;
    }
  >;
  readonly messages: InstagramMessaging & { readonly message: InstagramMessage };
  readonly message_echoes: InstagramMessaging & { readonly message: InstagramMessage };
  readonly message_edit: InstagramMessaging & {
    readonly message_edit: { readonly mid: string; readonly text: string; readonly num_edit: number };
  };
  readonly message_reactions: InstagramMessaging & { readonly reaction: InstagramReaction };
  readonly messaging_postbacks: InstagramMessaging & {
    readonly postback: { readonly mid: string; readonly title: string; readonly payload: string };
  };
  readonly messaging_referral: InstagramMessaging & {
    readonly referral: { readonly ref: string; readonly source: string; readonly type: string };
  };
  readonly messaging_seen: InstagramMessaging & { readonly read: { readonly mid: string } };
}
