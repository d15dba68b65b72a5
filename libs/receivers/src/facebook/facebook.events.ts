/** The page or person that an event belongs to, and when Meta took note of it. */
export interface FacebookEntry {
  readonly id: string;
  /** Unix seconds; milliseconds for messages. */
  readonly time: number;
}

/** Something changed: one entry of `changes`. */
export interface FacebookChange<Field extends string, Value> {
  readonly entry: FacebookEntry;
  readonly field: Field;
  /** Missing where the webhook is set to send no values. */
  readonly value: Value;
}

/** Something was said on Messenger: one entry of `messaging`. */
export interface FacebookMessaging {
  readonly entry: FacebookEntry;
  readonly sender: { readonly id: string };
  readonly recipient: { readonly id: string };
  /** Milliseconds since the Unix epoch. */
  readonly timestamp: number;
}

export interface FacebookFeedValue {
  /** `status`, `photo`, `comment`, `reaction`, … */
  readonly item: string;
  readonly verb: 'add' | 'edited' | 'edit' | 'remove' | 'hide' | 'unhide';
  readonly from?: { readonly id: string; readonly name: string };
  readonly post_id?: string;
  readonly comment_id?: string;
  readonly parent_id?: string;
  readonly message?: string;
  readonly reaction_type?: string;
  readonly link?: string;
  readonly photo_id?: string;
  readonly published?: 0 | 1;
  /** Unix seconds. */
  readonly created_time: number;
}

export interface FacebookLead {
  readonly leadgen_id: string;
  readonly page_id: string;
  readonly form_id: string;
  readonly ad_id?: string;
  readonly adgroup_id?: string;
  readonly created_time: number;
}

export interface FacebookMention {
  readonly post_id: string;
  readonly sender_id?: string;
  readonly sender_name?: string;
  readonly item: string;
  readonly verb: string;
  readonly comment_id?: string;
}

export interface FacebookAttachment {
  readonly type: string;
  readonly payload: { readonly url?: string; readonly title?: string; readonly sticker_id?: number };
}

export interface FacebookMessage {
  readonly mid: string;
  readonly text?: string;
  readonly attachments?: readonly FacebookAttachment[];
  readonly quick_reply?: { readonly payload: string };
  readonly reply_to?: { readonly mid: string };
  readonly is_echo?: boolean;
  readonly is_deleted?: boolean;
  /** The app that sent it, of an echo. */
  readonly app_id?: number;
}

export interface FacebookReferral {
  readonly ref?: string;
  readonly source: string;
  readonly type: string;
  readonly ad_id?: string;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface FacebookEvents {
  readonly 'page.feed': FacebookChange<'feed', FacebookFeedValue>;
  readonly 'page.leadgen': FacebookChange<'leadgen', FacebookLead>;
  readonly 'page.mention': FacebookChange<'mention', FacebookMention>;
  readonly 'page.messages': FacebookMessaging & { readonly message: FacebookMessage };
  readonly 'page.message_echoes': FacebookMessaging & { readonly message: FacebookMessage };
  readonly 'page.message_edits': FacebookMessaging & {
    readonly message_edit: { readonly mid: string; readonly text: string; readonly num_edit: number };
  };
  readonly 'page.message_deliveries': FacebookMessaging & {
    readonly delivery: { readonly mids?: readonly string[]; readonly watermark: number };
  };
  readonly 'page.message_reads': FacebookMessaging & { readonly read: { readonly watermark: number } };
  readonly 'page.message_reactions': FacebookMessaging & {
    readonly reaction: {
      readonly mid: string;
      readonly action: 'react' | 'unreact';
      readonly reaction?: string;
      readonly emoji?: string;
    };
  };
  readonly 'page.messaging_postbacks': FacebookMessaging & {
    readonly postback: {
      readonly mid?: string;
      readonly title: string;
      readonly payload: string;
      readonly referral?: FacebookReferral;
    };
  };
  readonly 'page.messaging_referrals': FacebookMessaging & { readonly referral: FacebookReferral };
  readonly 'page.messaging_optins': FacebookMessaging & { readonly optin: unknown };
}
