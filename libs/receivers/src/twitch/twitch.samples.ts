import type { Sample } from '../kit/index.js';

/** What Twitch EventSub is known to send. */
export const twitchEventNames = [
  'channel.ban',
  'channel.channel_points_custom_reward_redemption.add',
  'channel.chat.message',
  'channel.cheer',
  'channel.follow',
  'channel.moderator.add',
  'channel.poll.begin',
  'channel.poll.end',
  'channel.prediction.begin',
  'channel.prediction.end',
  'channel.raid',
  'channel.shoutout.receive',
  'channel.subscribe',
  'channel.subscription.end',
  'channel.subscription.gift',
  'channel.subscription.message',
  'channel.unban',
  'channel.update',
  'drop.entitlement.grant',
  'revocation',
  'stream.offline',
  'stream.online',
  'user.authorization.grant',
  'user.authorization.revoke',
  'user.update',
  'user.whisper.message',
] as const;

const BROADCASTER = {
  broadcaster_user_id: '1337',
  broadcaster_user_login: 'cooler_user',
  broadcaster_user_name: 'Cooler_User',
};

function subscriptionTo(type: string, status = 'enabled'): object {
  return {
    id: 'f1c2a387-161a-49f9-a165-0f21d7a4e1c4',
    status,
    type,
    version: '1',
    cost: 0,
    condition: { broadcaster_user_id: '1337' },
    transport: { method: 'webhook', callback: 'https://hooks.example.com/api/webhooks/incoming/twitch' },
    created_at: '2025-10-09T08:00:00.123456789Z',
  };
}

export const twitchSamples: Readonly<Record<string, Sample>> = {
  'channel.follow': {
    headers: { 'twitch-eventsub-message-type': 'notification' },
    body: {
      subscription: subscriptionTo('channel.follow'),
      event: {
        ...BROADCASTER,
        user_id: '1234',
        user_login: 'ada',
        user_name: 'Ada',
        followed_at: '2025-10-09T08:53:19.123456789Z',
      },
    },
  },
  'stream.online': {
    headers: { 'twitch-eventsub-message-type': 'notification' },
    body: {
      subscription: subscriptionTo('stream.online'),
      event: { ...BROADCASTER, id: '9001', type: 'live', started_at: '2025-10-09T08:53:19Z' },
    },
  },
  revocation: {
    headers: { 'twitch-eventsub-message-type': 'revocation' },
    body: { subscription: subscriptionTo('channel.follow', 'authorization_revoked') },
  },
};
