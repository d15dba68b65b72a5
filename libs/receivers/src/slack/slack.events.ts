import type { SlackEventType } from './slack.event-types.js';
import type {
  SlackAppMention,
  SlackBlockActions,
  SlackBlockSuggestion,
  SlackChannelEvent,
  SlackEventCallback,
  SlackFileEvent,
  SlackMembership,
  SlackMessage,
  SlackMessageAction,
  SlackNamedChannelEvent,
  SlackRateLimited,
  SlackReaction,
  SlackShortcut,
  SlackSlashCommand,
  SlackUserEvent,
  SlackViewInteraction,
} from './slack.objects.js';

/** What is inside of an event that has no type of its own here. */
export interface SlackInner<Name extends string> {
  readonly type: Name;
  readonly event_ts?: string;
  readonly [field: string]: unknown;
}

/** What is inside of the events that people use most. */
interface SlackInnerEvents {
  readonly app_home_opened: {
    readonly type: 'app_home_opened';
    readonly user: string;
    readonly channel: string;
    readonly tab: 'home' | 'messages';
    readonly event_ts: string;
  };
  readonly app_mention: SlackAppMention;
  readonly channel_archive: SlackChannelEvent<'channel_archive'>;
  readonly channel_created: SlackNamedChannelEvent<'channel_created'>;
  readonly channel_deleted: Pick<SlackChannelEvent<'channel_deleted'>, 'type' | 'channel'>;
  readonly channel_rename: SlackNamedChannelEvent<'channel_rename'>;
  readonly channel_unarchive: SlackChannelEvent<'channel_unarchive'>;
  readonly emoji_changed: {
    readonly type: 'emoji_changed';
    readonly subtype: 'add' | 'remove' | 'rename';
    readonly name?: string;
    readonly names?: readonly string[];
    readonly value?: string;
    readonly event_ts: string;
  };
  readonly file_created: SlackFileEvent<'file_created'>;
  readonly file_deleted: Omit<SlackFileEvent<'file_deleted'>, 'user_id' | 'file'>;
  readonly file_shared: SlackFileEvent<'file_shared'> & { readonly channel_id: string };
  readonly link_shared: {
    readonly type: 'link_shared';
    readonly user: string;
    readonly channel: string;
    readonly message_ts: string;
    readonly links: readonly { readonly domain: string; readonly url: string }[];
  };
  readonly member_joined_channel: SlackMembership<'member_joined_channel'>;
  readonly member_left_channel: SlackMembership<'member_left_channel'>;
  readonly message: SlackMessage;
  readonly reaction_added: SlackReaction<'reaction_added'>;
  readonly reaction_removed: SlackReaction<'reaction_removed'>;
  readonly team_join: SlackUserEvent<'team_join'>;
  readonly tokens_revoked: {
    readonly type: 'tokens_revoked';
    readonly tokens: { readonly oauth?: readonly string[]; readonly bot?: readonly string[] };
  };
  readonly user_change: SlackUserEvent<'user_change'>;
}

type InnerOf<Name extends string> = Name extends keyof SlackInnerEvents ? SlackInnerEvents[Name] : SlackInner<Name>;

/** What people do in an app, by what they do. */
interface SlackInteractions {
  readonly block_actions: SlackBlockActions;
  readonly block_suggestion: SlackBlockSuggestion;
  readonly view_submission: SlackViewInteraction<'view_submission'>;
  readonly view_closed: SlackViewInteraction<'view_closed'>;
  readonly shortcut: SlackShortcut;
  readonly message_action: SlackMessageAction;
}

/** Every event that Slack documents. One that is newer than this list arrives all the same, and is heard as `'*'`. */
export type SlackEvents = {
  readonly [Name in SlackEventType]: SlackEventCallback<InnerOf<Name>>;
} & SlackInteractions & {
    readonly app_rate_limited: SlackRateLimited;
    /** One for each command: `slash_command:/deploy`. */
    readonly [command: `slash_command:/${string}`]: SlackSlashCommand;
  };
