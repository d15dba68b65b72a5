import { hmac, iso, JSON_TYPE, NO_SNIFFING, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function twitchVectors() {
  const config = { secret: 'invented-twitch-secret' };
  const by = 'dev.twitch.tv/docs/eventsub/handling-webhook-events';
  const ID = 'e76c6bd4-55c9-4987-8304-da1588d8988b';
  const TIME = iso(NOW_SECONDS - 5).replace('000Z', '123456789Z');
  const subscription = {
    id: 'f1',
    status: 'enabled',
    type: 'channel.follow',
    condition: { broadcaster_user_id: '12' },
  };
  const event = { id: ID, type: 'twitch.channel.follow', subject: '12', time: '2025-10-09T08:53:15.123Z' };
  const challenge = 'pogchamp-kappa-360noscope-vohiyo';
  const signed = (name, payload, event, more = {}) => {
    const body = JSON.stringify(payload);
    const headers = {
      'content-type': JSON_TYPE,
      'twitch-eventsub-message-id': ID,
      'twitch-eventsub-message-timestamp': TIME,
      'twitch-eventsub-message-type': 'notification',
      'twitch-eventsub-message-signature': `sha256=${hmac('sha256', config.secret, ID + TIME + body)}`,
      ...more,
    };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [event].flat() } });
  };
  return [
    signed('follow', { subscription, event: { user_id: '1' } }, event),
    signed('exotic-characters', { subscription, event: { user_name: 'Zürich 🚀 $& 100%' } }, event),
    signed(
      'revocation',
      { subscription: { ...subscription, status: 'user_removed' } },
      { ...event, type: 'twitch.revocation' },
      { 'twitch-eventsub-message-type': 'revocation' },
    ),
    {
      ...signed('callback-verification', { challenge, subscription }, [], {
        'twitch-eventsub-message-type': 'webhook_callback_verification',
      }),
      expect: { handshake: { status: 200, contentType: 'text/plain', headers: NO_SNIFFING, body: challenge } },
    },
  ];
}
