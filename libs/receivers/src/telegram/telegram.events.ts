export interface TelegramUser {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly last_name?: string;
  readonly username?: string;
  readonly language_code?: string;
}

export interface TelegramChat {
  readonly id: number;
  readonly type: 'private' | 'group' | 'supergroup' | 'channel';
  readonly title?: string;
  readonly username?: string;
}

export interface TelegramMessage {
  readonly message_id: number;
  readonly from?: TelegramUser;
  readonly chat: TelegramChat;
  /** Unix seconds. */
  readonly date: number;
  readonly text?: string;
  readonly caption?: string;
  readonly entities?: readonly { readonly type: string; readonly offset: number; readonly length: number }[];
  readonly reply_to_message?: TelegramMessage;
}

export interface TelegramCallbackQuery {
  readonly id: string;
  readonly from: TelegramUser;
  readonly message?: TelegramMessage;
  readonly chat_instance: string;
  readonly data?: string;
}

export interface TelegramInlineQuery {
  readonly id: string;
  readonly from: TelegramUser;
  readonly query: string;
  readonly offset: string;
}

/** An update holds one thing besides its number, under the name of its type. */
export type TelegramUpdate<Name extends string, Value> = { readonly update_id: number } & Readonly<Record<Name, Value>>;

/** The updates that are typed. Others arrive all the same, and are heard as `'*'`. */
export interface TelegramEvents {
  readonly message: TelegramUpdate<'message', TelegramMessage>;
  readonly edited_message: TelegramUpdate<'edited_message', TelegramMessage>;
  readonly channel_post: TelegramUpdate<'channel_post', TelegramMessage>;
  readonly callback_query: TelegramUpdate<'callback_query', TelegramCallbackQuery>;
  readonly inline_query: TelegramUpdate<'inline_query', TelegramInlineQuery>;
}
