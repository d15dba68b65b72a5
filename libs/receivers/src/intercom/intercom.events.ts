export interface IntercomNotification<Topic extends string, Item> {
  readonly type: 'notification_event';
  readonly id: string;
  readonly topic: Topic;
  /** The workspace. */
  readonly app_id: string;
  /** Unix seconds. */
  readonly created_at: number;
  readonly delivery_attempts: number;
  readonly data: { readonly type: 'notification_event_data'; readonly item: Item };
}

export interface IntercomConversation {
  readonly type: 'conversation';
  readonly id: string;
  readonly state: string;
  readonly open: boolean;
  readonly created_at: number;
  readonly updated_at: number;
  readonly source?: { readonly type: string; readonly body: string | null; readonly author: unknown };
}

export interface IntercomContact {
  readonly type: 'contact';
  readonly id: string;
  readonly role: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly external_id: string | null;
}

export interface IntercomPing {
  readonly type: 'ping';
  readonly message: string;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface IntercomEvents {
  readonly 'conversation.user.created': IntercomNotification<'conversation.user.created', IntercomConversation>;
  readonly 'conversation.user.replied': IntercomNotification<'conversation.user.replied', IntercomConversation>;
  readonly 'conversation.admin.closed': IntercomNotification<'conversation.admin.closed', IntercomConversation>;
  readonly 'contact.created': IntercomNotification<'contact.created', IntercomContact>;
  readonly ping: IntercomNotification<'ping', IntercomPing>;
}
