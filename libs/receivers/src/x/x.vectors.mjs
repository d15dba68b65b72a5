import { hmac, iso, JSON_TYPE, NOW_MS, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function xVectors() {
  const config = { consumerSecret: 'invented-consumer-secret' };
  const by = 'docs.x.com/x-api/webhooks';
  const post = (text) => ({ id_str: '1', text, timestamp_ms: String(NOW_MS - 5_000) });
  const event = { id: '1', type: 'x.tweet_create_events', subject: '7', time: iso(NOW_SECONDS - 5) };
  const signed = (name, payload, event, more = {}) => {
    const body = JSON.stringify(payload);
    const headers = {
      'content-type': JSON_TYPE,
      'x-twitter-webhooks-signature': `sha256=${hmac('sha256', config.consumerSecret, body, 'base64')}`,
      ...more,
    };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [event].flat() } });
  };
  return [
    signed('post', { for_user_id: '7', tweet_create_events: [post('hi')] }, event),
    signed('exotic-characters', { for_user_id: '7', tweet_create_events: [post('Zürich 🚀 $& 100%')] }, event),
    signed(
      'several',
      {
        for_user_id: '7',
        tweet_create_events: [post('a'), { ...post('b'), id_str: '2' }],
        follow_events: [{ type: 'follow', created_timestamp: String(NOW_MS) }],
      },
      [event, { ...event, id: '2' }, { type: 'x.follow_events', subject: '7', time: iso(NOW_SECONDS) }],
    ),
    signed('revoked', { user_event: { revoke: { source: { user_id: '7' } } } }, { type: 'x.user_event' }),
  ];
}
