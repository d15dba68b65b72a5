import { createHash } from 'node:crypto';
import { hmac, iso, JSON_TYPE, NOW_MS, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function pusherVectors() {
  const key = 'invented0app0key0001';
  const secret = 'invented0app0secret1';
  const signed = (name, events, { config = { key, secret }, indent } = {}) => {
    const body = JSON.stringify({ time_ms: NOW_MS - 1_000, events }, null, indent);
    const headers = {
      'content-type': JSON_TYPE,
      'x-pusher-key': key,
      'x-pusher-signature': hmac('sha256', secret, body),
    };
    // Pusher gives no id: what tells a repetition is the body.
    const hash = `sha256:${createHash('sha256').update(body).digest('hex')}`;
    const expected = events.map(({ name: type, channel }, index) => ({
      id: index === 0 ? hash : `${hash}#${index}`,
      type: `pusher.${type}`,
      subject: channel,
      time: iso(NOW_SECONDS - 1),
    }));
    const by = 'pusher.com/docs/channels/server_api/webhooks';
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: expected } });
  };
  const occupied = { name: 'channel_occupied', channel: 'orders' };
  const added = { name: 'member_added', channel: 'presence-x', user_id: '7' };
  const said = { name: 'client_event', channel: 'private-x', event: 'client-say', data: 'Zürich 🚀 $& 100%' };
  return [
    signed('batch', [occupied, added]),
    signed('exotic-characters', [said], { indent: 2 }),
    signed('one-of-several-keys', [occupied], {
      config: { key: `invented0app0key0002, ${key}`, secret },
    }),
  ];
}
