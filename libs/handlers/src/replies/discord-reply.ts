import type { HandlerReply } from '@kanca/dispatch';
import { reply } from './reply.js';

/** How a Discord reply is shown. `ephemeral`: only its reader sees it. `more` goes into the message as it is. */
export interface DiscordMessage {
  /** Only for the user of the command. */
  readonly ephemeral?: boolean;
  /** Further fields of Discord's message: `embeds`, `components`, `allowed_mentions`. */
  readonly more?: Readonly<Record<string, unknown>>;
}

const PONG = 1;
const CHANNEL_MESSAGE = 4;
const DEFERRED_CHANNEL_MESSAGE = 5;
const EPHEMERAL = 64;

/**
 * Answers to an interaction (https://discord.com/developers/docs/interactions/receiving-and-responding), within 3 seconds.
 * @example return discordReply.message('done', { ephemeral: true });
 */
export const discordReply = {
  /** To Discord's PING. The receiver answers those by itself. */
  pong: (): HandlerReply => reply.json({ type: PONG }),
  message: (content: string, { ephemeral, more }: DiscordMessage = {}): HandlerReply =>
    reply.json({ type: CHANNEL_MESSAGE, data: { content, ...flags(ephemeral), ...more } }),
  /** Shows that it is being worked on. Send the message itself to Discord's API later. */
  deferred: ({ ephemeral }: Pick<DiscordMessage, 'ephemeral'> = {}): HandlerReply =>
    reply.json({ type: DEFERRED_CHANNEL_MESSAGE, ...(ephemeral === true ? { data: flags(ephemeral) } : {}) }),
} as const;

function flags(ephemeral: boolean | undefined): Readonly<Record<string, unknown>> {
  return ephemeral === true ? { flags: EPHEMERAL } : {};
}
