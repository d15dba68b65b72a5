/** Who said it, and where. */
export interface LineSource {
  readonly type: 'user' | 'group' | 'room';
  readonly userId?: string;
  readonly groupId?: string;
  readonly roomId?: string;
}

/** What every event carries. */
export interface LineEvent<Name extends string> {
  readonly type: Name;
  readonly webhookEventId: string;
  readonly mode: 'active' | 'standby';
  /** Milliseconds since the Unix epoch. */
  readonly timestamp: number;
  readonly source?: LineSource;
  readonly deliveryContext: { readonly isRedelivery: boolean };
}

export interface LineMessageEvent extends LineEvent<'message'> {
  readonly replyToken: string;
  readonly message: {
    readonly type: 'text' | 'image' | 'video' | 'audio' | 'file' | 'location' | 'sticker';
    readonly id: string;
    readonly text?: string;
    readonly quoteToken?: string;
  };
}

export interface LinePostbackEvent extends LineEvent<'postback'> {
  readonly replyToken: string;
  readonly postback: { readonly data: string; readonly params?: Readonly<Record<string, string>> };
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface LineEvents {
  readonly message: LineMessageEvent;
  readonly postback: LinePostbackEvent;
  readonly follow: LineEvent<'follow'> & {
    readonly replyToken: string;
    readonly follow: { readonly isUnblocked: boolean };
  };
  readonly unfollow: LineEvent<'unfollow'>;
  readonly join: LineEvent<'join'> & { readonly replyToken: string };
  readonly leave: LineEvent<'leave'>;
}
