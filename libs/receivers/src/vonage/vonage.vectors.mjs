import { createHash } from 'node:crypto';
import { hmac, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function vonageVectors() {
  const signatureSecret = 'invented-vonage-signature-secret-0123456789';
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const one = (name, payload, expected) => {
    const body = JSON.stringify({ timestamp: '2025-10-09T08:53:20.000Z', ...payload });
    const claims = {
      payload_hash: createHash('sha256').update(body).digest('hex'),
      api_key: 'abcd1234',
      iss: 'Vonage',
      iat: NOW_SECONDS,
      jti: 'c5ba8f24',
    };
    const input = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
    return vector({
      name,
      origin: 'own',
      by: 'developer.vonage.com/en/getting-started/concepts/webhooks, signed webhooks',
      url: 'https://hub.example.com/api/webhooks/incoming/vonage',
      headers: {
        'content-type': JSON_TYPE,
        authorization: `Bearer ${input}.${hmac('sha256', signatureSecret, input, 'base64url')}`,
      },
      body,
      config: { signatureSecret },
      expect: { events: [{ time: '2025-10-09T08:53:20.000Z', ...expected }] },
    });
  };
  return [
    one(
      'status',
      { message_uuid: 'm-1', status: 'delivered', channel: 'sms' },
      {
        id: 'm-1',
        type: 'vonage.status.delivered',
        subject: 'm-1',
      },
    ),
    one(
      'exotic-characters',
      { message_uuid: 'm-2', message_type: 'text', text: 'Zürich 🚀 $& 100%' },
      {
        id: 'm-2',
        type: 'vonage.inbound',
        subject: 'm-2',
      },
    ),
    one(
      'call',
      { uuid: 'c-1', conversation_uuid: 'CON-1', status: 'ringing' },
      {
        id: 'c-1',
        type: 'vonage.status.ringing',
        subject: 'c-1',
      },
    ),
  ];
}
