interface ChannelEvent<Name extends string> {
  readonly name: Name;
  readonly channel: string;
}

interface MemberEvent<Name extends string> extends ChannelEvent<Name> {
  /** The user's id in the presence channel. */
  readonly user_id: string;
}

/** What a client sent to other clients. */
export interface PusherClientEvent extends ChannelEvent<'client_event'> {
  /** `client-…` */
  readonly event: string;
  /** Usually JSON, as a text. */
  readonly data: string;
  readonly socket_id: string;
  /** In presence channels only. */
  readonly user_id?: string;
}

/** What Pusher Channels sends, one event for each of a batch. */
export interface PusherEvents {
  readonly channel_occupied: ChannelEvent<'channel_occupied'>;
  readonly channel_vacated: ChannelEvent<'channel_vacated'>;
  readonly member_added: MemberEvent<'member_added'>;
  readonly member_removed: MemberEvent<'member_removed'>;
  readonly client_event: PusherClientEvent;
  readonly cache_miss: ChannelEvent<'cache_miss'>;
  readonly subscription_count: ChannelEvent<'subscription_count'> & { readonly subscription_count: number };
}
