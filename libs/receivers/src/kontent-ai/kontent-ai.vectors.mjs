import { hmac, iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function kontentAiVectors() {
  const config = { secret: 'invented-kontent-secret' };
  const by = 'kontent.ai/learn: validate received notifications; @kontent-ai/webhook-helper';
  const time = iso(NOW_SECONDS - 5);
  const item = (name) => ({
    data: { system: { id: 'i1', name, last_modified: time } },
    message: { object_type: 'content_item', action: 'published', delivery_slot: 'published' },
  });
  const event = { type: 'kontent-ai.content_item.published', subject: 'i1', time };
  const signed = (name, payload, event, more = {}) => {
    const body = JSON.stringify(payload);
    const headers = {
      'content-type': JSON_TYPE,
      'x-kontent-ai-signature': hmac('sha256', config.secret, body, 'base64'),
      ...more,
    };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [event].flat() } });
  };
  return [
    signed('published', { notifications: [item('x')] }, event),
    signed('exotic-characters', { notifications: [item('Zürich 🚀 $& 100%')] }, event),
    signed('several', { notifications: [item('x'), item('x')] }, [event, event]),
  ];
}
