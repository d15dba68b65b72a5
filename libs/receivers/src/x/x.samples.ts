import { withFields } from '../kit/index.js';
import type { Sample } from '../kit/index.js';

/** What X (Twitter) is known to send. */
export const xEventNames = [
  'block_events',
  'direct_message_events',
  'direct_message_indicate_typing_events',
  'direct_message_mark_read_events',
  'favorite_events',
  'follow_events',
  'mute_events',
  'tweet_create_events',
  'tweet_delete_events',
  'unfollow_events',
  'user_event',
] as const;

const ADA = { id: 2_244_994_945, id_str: '2244994945', name: 'Ada', screen_name: 'ada' };

export const xSamples: Readonly<Record<string, Sample>> = {
  tweet_create_events: {
    body: {
      for_user_id: '2244994945',
      tweet_create_events: [
        {
          id_str: '1976200000000000000',
          created_at: 'Thu Oct 09 08:53:20 +0000 2025',
          timestamp_ms: '1760000000000',
          text: '@ada is it open today?',
          user: ADA,
        },
      ],
    },
  },
  direct_message_events: {
    body: {
      for_user_id: '2244994945',
      direct_message_events: [
        {
          type: 'message_create',
          id: '954491830116155396',
          created_timestamp: '1760000000000',
          message_create: {
            target: { recipient_id: '2244994945' },
            sender_id: '3001969357',
            message_data: { text: 'Hello' },
          },
        },
      ],
      users: { '2244994945': ADA },
    },
  },
};

/** X writes an id into every activity. */
export function withNewIds(payload: unknown, id: string): unknown {
  return Object.fromEntries(
    Object.entries(payload ?? {}).map(([name, value]: [string, unknown]) => [
      name,
      Array.isArray(value) ? value.map((activity) => withFields(activity, { id, id_str: id })) : value,
    ]),
  );
}
