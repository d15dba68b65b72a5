export interface TwitchSubscription<Type extends string> {
  readonly id: string;
  readonly status: string;
  readonly type: Type;
  readonly version: string;
  readonly cost: number;
  readonly condition: Readonly<Record<string, string>>;
  readonly transport: { readonly method: 'webhook'; readonly callback: string };
  readonly created_at: string;
}

export interface TwitchNotification<Type extends string, Event> {
  readonly subscription: TwitchSubscription<Type>;
  readonly event: Event;
}

interface Broadcaster {
  readonly broadcaster_user_id: string;
  readonly broadcaster_user_login: string;
  readonly broadcaster_user_name: string;
}

interface User {
  readonly user_id: string;
  readonly user_login: string;
  readonly user_name: string;
}

export interface TwitchFollow extends Broadcaster, User {
  readonly followed_at: string;
}

export interface TwitchSubscribe extends Broadcaster, User {
  readonly tier: '1000' | '2000' | '3000';
  readonly is_gift: boolean;
}

export interface TwitchStreamOnline extends Broadcaster {
  readonly id: string;
  readonly type: string;
  readonly started_at: string;
}

/** The subscription is over: its `status` says why. */
export interface TwitchRevocation {
  readonly subscription: TwitchSubscription<string>;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface TwitchEvents {
  readonly 'channel.follow': TwitchNotification<'channel.follow', TwitchFollow>;
  readonly 'channel.subscribe': TwitchNotification<'channel.subscribe', TwitchSubscribe>;
  readonly 'stream.online': TwitchNotification<'stream.online', TwitchStreamOnline>;
  readonly 'stream.offline': TwitchNotification<'stream.offline', Broadcaster>;
  readonly revocation: TwitchRevocation;
}
