/** The envelope of the Events API. */
export interface SlackEventCallback<Inner> {
  readonly type: 'event_callback';
  readonly event_id: string;
  /** Unix seconds. */
  readonly event_time: number;
  readonly team_id: string;
  readonly api_app_id: string;
  readonly event: Inner;
  readonly authorizations?: readonly { readonly team_id: string; readonly user_id: string; readonly is_bot: boolean }[];
}

export interface SlackAppMention {
  readonly type: 'app_mention';
  readonly user: string;
  readonly text: string;
  readonly ts: string;
  readonly channel: string;
  readonly event_ts: string;
  readonly thread_ts?: string;
}

export interface SlackMessage {
  readonly type: 'message';
  readonly subtype?: string;
  readonly user?: string;
  readonly bot_id?: string;
  readonly text?: string;
  readonly ts: string;
  readonly channel: string;
  readonly channel_type?: string;
  readonly event_ts: string;
  readonly thread_ts?: string;
}

export interface SlackReaction<Name extends string> {
  readonly type: Name;
  readonly user: string;
  readonly reaction: string;
  readonly item_user?: string;
  readonly item: { readonly type: string; readonly channel?: string; readonly ts?: string };
  readonly event_ts: string;
}

export interface SlackMembership<Name extends string> {
  readonly type: Name;
  readonly user: string;
  readonly channel: string;
  readonly team: string;
}

/** The fields of a slash command, as its form has them. */
export interface SlackSlashCommand {
  /** `/deploy`. */
  readonly command: string;
  readonly text: string;
  readonly user_id: string;
  readonly user_name: string;
  readonly channel_id: string;
  readonly channel_name: string;
  readonly team_id: string;
  readonly team_domain: string;
  /** Where to answer later. */
  readonly response_url: string;
  readonly trigger_id: string;
}

/** What every interaction carries. */
export interface SlackInteraction<Name extends string> {
  readonly type: Name;
  readonly user: { readonly id: string; readonly name?: string; readonly username?: string };
  readonly team: { readonly id: string; readonly domain: string } | null;
  readonly api_app_id?: string;
  readonly trigger_id?: string;
}

export interface SlackBlockActions extends SlackInteraction<'block_actions'> {
  readonly channel?: { readonly id: string; readonly name: string };
  readonly response_url?: string;
  readonly actions: readonly {
    readonly type: string;
    readonly action_id: string;
    readonly block_id: string;
    readonly value?: string;
    readonly action_ts: string;
  }[];
}

export interface SlackView {
  readonly id: string;
  readonly type: string;
  readonly callback_id: string;
  readonly private_metadata: string;
  readonly state?: { readonly values: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
}

export interface SlackViewInteraction<Name extends string> extends SlackInteraction<Name> {
  readonly view: SlackView;
}

export interface SlackShortcut extends SlackInteraction<'shortcut'> {
  readonly callback_id: string;
}

export interface SlackMessageAction extends SlackInteraction<'message_action'> {
  readonly callback_id: string;
  readonly channel: { readonly id: string; readonly name: string };
  readonly message: { readonly ts: string; readonly text?: string; readonly user?: string };
  readonly response_url: string;
}

/** An option that an external select menu asks for. */
export interface SlackBlockSuggestion extends SlackInteraction<'block_suggestion'> {
  readonly action_id: string;
  readonly block_id: string;
  readonly value: string;
}

/** Slack holds events back: the app was sent more than it may get. */
export interface SlackRateLimited {
  readonly type: 'app_rate_limited';
  readonly team_id: string;
  readonly minute_rate_limited: number;
  readonly api_app_id: string;
}

export interface SlackChannelEvent<Name extends string> {
  readonly type: Name;
  readonly channel: string;
  readonly user: string;
}

export interface SlackNamedChannelEvent<Name extends string> {
  readonly type: Name;
  readonly channel: { readonly id: string; readonly name: string; readonly created: number; readonly creator?: string };
}

export interface SlackFileEvent<Name extends string> {
  readonly type: Name;
  readonly file_id: string;
  readonly file: { readonly id: string };
  readonly user_id: string;
  readonly event_ts: string;
}

export interface SlackUserEvent<Name extends string> {
  readonly type: Name;
  readonly user: {
    readonly id: string;
    readonly team_id: string;
    readonly name: string;
    readonly deleted: boolean;
    readonly real_name?: string;
    readonly profile: { readonly email?: string; readonly display_name?: string; readonly real_name?: string };
  };
}
