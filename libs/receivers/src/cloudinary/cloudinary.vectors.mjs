import { createHash } from 'node:crypto';
import { iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function cloudinaryVectors() {
  const config = { apiSecret: 'invented-cloudinary-secret' };
  const by = 'cloudinary.com/documentation/notification_signatures';
  const signed = (name, algorithm, payload, event) => {
    const body = JSON.stringify(payload);
    const signature = createHash(algorithm)
      .update(body + NOW_SECONDS + config.apiSecret)
      .digest('hex');
    const headers = {
      'content-type': JSON_TYPE,
      'x-cld-timestamp': String(NOW_SECONDS),
      'x-cld-signature': signature,
    };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [event] } });
  };
  const time = iso(NOW_SECONDS - 5);
  const upload = (public_id) => ({ notification_type: 'upload', timestamp: time, request_id: 'r1', public_id });
  const event = { id: 'r1', type: 'cloudinary.upload', subject: 'x', time };
  return [
    signed('sha1', 'sha1', upload('x'), event),
    signed('sha256', 'sha256', upload('x'), event),
    signed('exotic-characters', 'sha256', upload('Zürich 🚀 $& 100%'), { ...event, subject: 'Zürich 🚀 $& 100%' }),
  ];
}
