import { withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

/** What Telegram is known to send: the types of an update. */
export const telegramEventNames = [
  'business_connection',
  'business_message',
  'callback_query',
  'channel_post',
  'chat_boost',
  'chat_join_request',
  'chat_member',
  'chosen_inline_result',
  'edited_channel_post',
  'edited_message',
  'inline_query',
  'message',
  'message_reaction',
  'my_chat_member',
  'poll',
  'poll_answer',
  'pre_checkout_query',
  'removed_chat_boost',
  'shipping_query',
] as const;

const from = { id: 1111, is_bot: false, first_name: 'Ada', username: 'ada' };
const message = {
  message_id: 1365,
  from,
  chat: { id: 1111, type: 'private', username: 'ada' },
  date: 1_760_000_000,
  text: '/start',
};

export const telegramSamples: Readonly<Record<string, Sample>> = {
  message: { body: { update_id: 10_000, message } },
  callback_query: {
    body: {
      update_id: 10_001,
      callback_query: { id: '4382bfdwdsb323b2d9', from, message, chat_instance: '1', data: 'approve' },
    },
  },
};

/** Telegram counts: the time in microseconds counts as well, and never twice the same. */
export function freshenTelegram(sample: Sample, { id, now }: Freshness): Sample {
  const salt = [...id].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 1_000, 0);
  return { ...sample, body: withFields(sample.body, { update_id: now.getTime() * 1_000 + salt }) };
}
