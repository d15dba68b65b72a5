/** What Instagram sends, by the names of the webhook fields that one subscribes to. */
export const instagramEventNames = [
  'comments',
  'live_comments',
  'mentions',
  'message_echoes',
  'message_edit',
  'message_reactions',
  'messages',
  'messaging_handover',
  'messaging_optins',
  'messaging_postbacks',
  'messaging_referral',
  'messaging_seen',
  'standby',
  'story_insights',
] as const;
