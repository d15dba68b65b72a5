import { hmac, iso, JSON_TYPE, NOW_MS, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function sanityVectors() {
  const config = { secret: 'invented-sanity-secret' };
  const by = 'sanity.io/docs/webhooks; github.com/sanity-io/webhook-toolkit';
  const event = { id: 'idem-1', type: 'sanity.post.update', subject: 'resume', time: iso(NOW_SECONDS) };
  const signed = (name, payload, event, more = {}) => {
    const body = JSON.stringify(payload);
    const headers = {
      'content-type': JSON_TYPE,
      'idempotency-key': 'idem-1',
      'sanity-operation': 'update',
      'sanity-document-id': 'resume',
      'sanity-webhook-signature': `t=${NOW_MS},v1=${hmac('sha256', config.secret, `${NOW_MS}.${body}`, 'base64url')}`,
      ...more,
    };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [event].flat() } });
  };
  return [
    signed('update', { _id: 'resume', _type: 'post' }, event),
    signed('exotic-characters', { _id: 'resume', _type: 'post', title: 'Zürich 🚀 $& 100%' }, event),
    signed('projection-without-type', { title: 'x' }, { ...event, type: 'sanity.update' }),
  ];
}
