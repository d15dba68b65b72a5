import { hmac, iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function intercomVectors() {
  const config = { clientSecret: 'invented-intercom-secret' };
  const by = 'developers.intercom.com/docs/webhooks/setting-up-webhooks';
  const created = {
    type: 'notification_event',
    id: 'notif_1',
    topic: 'conversation.user.created',
    created_at: NOW_SECONDS - 5,
    data: { item: { id: '147' } },
  };
  const signed = (name, payload, event, more = {}) => {
    const body = JSON.stringify(payload);
    const headers = {
      'content-type': JSON_TYPE,
      'x-hub-signature': `sha1=${hmac('sha1', config.clientSecret, body)}`,
      ...more,
    };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [event].flat() } });
  };
  return [
    signed('conversation-user-created', created, {
      id: 'notif_1',
      type: 'intercom.conversation.user.created',
      subject: '147',
      time: iso(NOW_SECONDS - 5),
    }),
    signed(
      'exotic-characters',
      { ...created, topic: 'contact.created', data: { item: { id: '148', name: 'Zürich 🚀 $& 100%' } } },
      { id: 'notif_1', type: 'intercom.contact.created', subject: '148' },
    ),
    signed(
      'ping',
      { ...created, topic: 'ping', data: { item: { type: 'ping' } } },
      { id: 'notif_1', type: 'intercom.ping' },
    ),
    vector({ name: 'probe', origin: 'own', by, method: 'HEAD', config: {}, expect: { handshake: { status: 200 } } }),
  ];
}
