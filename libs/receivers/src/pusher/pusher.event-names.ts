/** What Pusher Channels sends. */
export const pusherEventNames: readonly string[] = [
  'cache_miss',
  'channel_occupied',
  'channel_vacated',
  'client_event',
  'member_added',
  'member_removed',
  'subscription_count',
];
