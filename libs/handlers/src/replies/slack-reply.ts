import type { HandlerReply } from '@kanca/dispatch';
import { reply } from './reply.js';

/** What goes along with the text: blocks of Slack's Block Kit, for which the text is then the fallback. */
export interface SlackMessage {
  readonly blocks?: readonly Readonly<Record<string, unknown>>[];
}

/**
 * Answers to a slash command (https://docs.slack.dev/interactivity/implementing-slash-commands).
 * @example return slackReply.ephemeral(`Deploying ${event.data.text}`);
 */
export const slackReply = {
  /** Seen by the user who typed the command, and by nobody else. */
  ephemeral: (text: string, message: SlackMessage = {}): HandlerReply =>
    reply.json({ response_type: 'ephemeral', text, ...message }),
  /** Seen by the whole channel. */
  inChannel: (text: string, message: SlackMessage = {}): HandlerReply =>
    reply.json({ response_type: 'in_channel', text, ...message }),
  /** Shows nothing: the command was heard. */
  silent: (): HandlerReply => reply.empty(),
} as const;
