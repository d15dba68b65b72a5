/** A status report of the SMS API. */
export interface MessagebirdStatus {
  readonly id: string;
  readonly reference?: string;
  readonly recipient: string;
  readonly status: string;
  readonly statusDatetime: string;
  readonly statusErrorCode?: string | null;
}

/** An event of the Conversations API. */
export interface MessagebirdConversationEvent<Name extends string> {
  readonly type: Name;
  readonly message?: {
    readonly id: string;
    readonly conversationId: string;
    readonly platform: string;
    readonly to: string;
    readonly from: string;
    readonly direction: 'sent' | 'received';
    readonly status: string;
    readonly type: string;
    readonly content: Readonly<Record<string, unknown>>;
    readonly createdDatetime: string;
  };
  readonly conversation?: { readonly id: string; readonly contactId: string; readonly status: string };
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface MessagebirdEvents {
  readonly 'message.created': MessagebirdConversationEvent<'message.created'>;
  readonly 'message.updated': MessagebirdConversationEvent<'message.updated'>;
  readonly 'conversation.created': MessagebirdConversationEvent<'conversation.created'>;
  readonly delivered: MessagebirdStatus;
  readonly delivery_failed: MessagebirdStatus;
}
