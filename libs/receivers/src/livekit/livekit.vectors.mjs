import { createHash } from 'node:crypto';
import { hmac, iso, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function livekitVectors() {
  const apiSecret = 'invented-livekit-secret-0123456789';
  const apiKey = 'APIinvented';
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const one = (name, fields, expected, config = { apiKey, apiSecret }) => {
    const body = JSON.stringify({ id: 'EV_1', createdAt: String(NOW_SECONDS), ...fields });
    const claims = {
      sha256: createHash('sha256').update(body).digest('base64'),
      iss: apiKey,
      nbf: NOW_SECONDS,
      exp: NOW_SECONDS + 300,
    };
    const input = `${encode({ alg: 'HS256' })}.${encode(claims)}`;
    return vector({
      name,
      origin: 'own',
      by: 'docs.livekit.io/home/server/webhooks, receiving webhooks',
      url: 'https://hub.example.com/api/webhooks/incoming/livekit',
      headers: {
        'content-type': 'application/webhook+json',
        authorization: `${input}.${hmac('sha256', apiSecret, input, 'base64url')}`,
      },
      body,
      config,
      expect: { events: [{ id: 'EV_1', time: iso(NOW_SECONDS), ...expected }] },
    });
  };
  return [
    one(
      'room',
      { event: 'room_started', room: { sid: 'RM_1', name: 'kitchen' } },
      {
        type: 'livekit.room_started',
        subject: 'kitchen',
      },
    ),
    one(
      'exotic-characters',
      { event: 'participant_joined', participant: { identity: 'Zürich 🚀 $& 100%' } },
      {
        type: 'livekit.participant_joined',
        subject: null,
      },
    ),
    one(
      'any-key',
      { event: 'room_finished', room: { name: 'kitchen' } },
      { type: 'livekit.room_finished' },
      { apiSecret },
    ),
  ];
}
