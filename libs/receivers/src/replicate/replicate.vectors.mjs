import { MESSAGE_ID, standardVectors } from '../../scripts/standard-webhooks-tools.mjs';
import { iso, NOW_SECONDS } from '../../scripts/vector-tools.mjs';

export default function replicateVectors() {
  const secret = 'whsec_aW52ZW50ZWQtcmVwbGljYXRlLXNlY3JldC0wMDE=';
  const by = 'replicate.com/docs/topics/webhooks/verify-webhook';
  const { signed } = standardVectors({ secret, by });
  const time = iso(NOW_SECONDS - 5);
  const prediction = { id: 'ufawqhfynnddngldkgtslldrkq', status: 'succeeded', created_at: time };
  const event = { id: MESSAGE_ID, type: 'replicate.succeeded', subject: prediction.id, time };
  return [
    signed('succeeded', { ...prediction, output: ['https://replicate.delivery/x.png'] }, event),
    signed('exotic-characters', { ...prediction, output: 'Zürich 🚀 $& 100%' }, event),
  ];
}
