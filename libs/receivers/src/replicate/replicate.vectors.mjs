import { createHmac } from 'node:crypto';
import { iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

const ID = 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W';

export default function replicateVectors() {
  const secret = 'whsec_aW52ZW50ZWQtcmVwbGljYXRlLXNlY3JldC0wMDE=';
  const by = 'replicate.com/docs/topics/webhooks/verify-webhook';
  const v1 = (body, key = secret) =>
    `v1,${createHmac('sha256', Buffer.from(key.slice('whsec_'.length), 'base64'))
      .update(`${ID}.${NOW_SECONDS}.${body}`)
      .digest('base64')}`;
  const signed = (name, payload, event, { body = JSON.stringify(payload), signature = v1(body), ...more } = {}) => {
    const headers = {
      'content-type': JSON_TYPE,
      'webhook-id': ID,
      'webhook-timestamp': String(NOW_SECONDS),
      'webhook-signature': signature,
    };
    return vector({ name, origin: 'own', by, headers, body, config: { secret }, expect: { events: [event] }, ...more });
  };
  const time = iso(NOW_SECONDS - 5);
  const prediction = { id: 'ufawqhfynnddngldkgtslldrkq', status: 'succeeded', created_at: time };
  const event = { id: ID, type: 'replicate.succeeded', subject: prediction.id, time };
  return [
    signed('succeeded', { ...prediction, output: ['https://replicate.delivery/x.png'] }, event),
    signed('exotic-characters', { ...prediction, output: 'Zürich 🚀 $& 100%' }, event),
  ];
}
