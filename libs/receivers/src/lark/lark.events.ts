/** The envelope of schema 2.0. */
export interface LarkEvent<Name extends string, Event> {
  readonly schema: '2.0';
  readonly header: {
    readonly event_id: string;
    readonly event_type: Name;
    /** Milliseconds since the Unix epoch, as text. */
    readonly create_time: string;
    readonly token: string;
    readonly app_id: string;
    readonly tenant_key: string;
  };
  readonly event: Event;
}

export interface LarkUserId {
  readonly union_id: string;
  readonly user_id?: string | null;
  readonly open_id: string;
}

export interface LarkMessageReceived {
  readonly sender: { readonly sender_id: LarkUserId; readonly sender_type: string; readonly tenant_key: string };
  readonly message: {
    readonly message_id: string;
    readonly root_id?: string;
    readonly parent_id?: string;
    readonly create_time: string;
    readonly chat_id: string;
    readonly chat_type: 'p2p' | 'group';
    readonly message_type: string;
    /** JSON: `{"text":"hi"}`. */
    readonly content: string;
  };
}

export interface LarkChatMember {
  readonly chat_id: string;
  readonly operator_id: LarkUserId;
  readonly external: boolean;
  readonly operator_tenant_key: string;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface LarkEvents {
  readonly 'im.message.receive_v1': LarkEvent<'im.message.receive_v1', LarkMessageReceived>;
  readonly 'im.chat.member.bot.added_v1': LarkEvent<'im.chat.member.bot.added_v1', LarkChatMember>;
  readonly 'im.chat.member.bot.deleted_v1': LarkEvent<'im.chat.member.bot.deleted_v1', LarkChatMember>;
}
