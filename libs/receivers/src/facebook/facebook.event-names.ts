const OF_PAGES = [
  'feed',
  'leadgen',
  'live_videos',
  'mention',
  'message_deliveries',
  'message_echoes',
  'message_edits',
  'message_reactions',
  'message_reads',
  'messages',
  'messaging_account_linking',
  'messaging_feedback',
  'messaging_handovers',
  'messaging_optins',
  'messaging_policy_enforcement',
  'messaging_postbacks',
  'messaging_referrals',
  'name',
  'picture',
  'ratings',
  'standby',
  'videos',
] as const;

const OF_PEOPLE = [
  'about',
  'birthday',
  'email',
  'feed',
  'friends',
  'likes',
  'location',
  'name',
  'photos',
  'videos',
] as const;

/** What Facebook sends, by the object and the webhook field that one subscribes to. */
export const facebookEventNames = [
  ...OF_PAGES.map((field) => `page.${field}` as const),
  ...OF_PEOPLE.map((field) => `user.${field}` as const),
];
