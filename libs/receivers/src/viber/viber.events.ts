export interface ViberUser {
  readonly id: string;
  readonly name: string;
  readonly avatar?: string;
  readonly language?: string;
  readonly country?: string;
}

/** What every callback says. */
export interface ViberCallback<Name extends string> {
  readonly event: Name;
  /** Milliseconds since the Unix epoch. */
  readonly timestamp: number;
  /** 64 bits: larger than JavaScript's numbers are exact. */
  readonly message_token: number;
  readonly chat_hostname?: string;
}

export interface ViberMessage extends ViberCallback<'message'> {
  readonly sender: ViberUser;
  readonly message: {
    readonly type: 'text' | 'picture' | 'video' | 'file' | 'sticker' | 'contact' | 'url' | 'location';
    readonly text?: string;
    readonly media?: string;
    readonly tracking_data?: string;
  };
}

/** The callbacks that are typed. Others arrive all the same, and are heard as `'*'`. */
export interface ViberEvents {
  readonly message: ViberMessage;
  readonly subscribed: ViberCallback<'subscribed'> & { readonly user: ViberUser };
  readonly unsubscribed: ViberCallback<'unsubscribed'> & { readonly user_id: string };
  readonly delivered: ViberCallback<'delivered'> & { readonly user_id: string };
  readonly seen: ViberCallback<'seen'> & { readonly user_id: string };
  readonly failed: ViberCallback<'failed'> & { readonly user_id: string; readonly desc: string };
  readonly conversation_started: ViberCallback<'conversation_started'> & {
    readonly type: 'open';
    readonly user: ViberUser;
    readonly subscribed: boolean;
    readonly context?: string;
  };
}
