import { sign } from 'node:crypto';
import { iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

// An invented pair. Ed25519 signs the same every time.
const PRIVATE_KEY = `-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIDZC+kMbbc3SlmhhRqf+lnalw1ik8el4bHJjRxaI0Gbc
-----END PRIVATE KEY-----`;

export default function telnyxVectors() {
  const publicKey = 'J7uJLYd4ldLLWyu2I+uc++6jX8v3Ou89liA+/csJ9YI=';
  const one = (name, eventType, payload) => {
    const body = JSON.stringify({
      data: {
        record_type: 'event',
        event_type: eventType,
        id: '0ccc7b54-4df3-4bca-a65a-3da1ecc777f0',
        occurred_at: iso(NOW_SECONDS),
        payload,
      },
      meta: { attempt: 1, delivered_to: 'https://hub.example.com/api/webhooks/incoming/telnyx' },
    });
    const timestamp = String(NOW_SECONDS);
    return vector({
      name,
      origin: 'own',
      by: 'developers.telnyx.com, webhook fundamentals: Ed25519 of timestamp|body',
      url: 'https://hub.example.com/api/webhooks/incoming/telnyx',
      headers: {
        'content-type': JSON_TYPE,
        'telnyx-signature-ed25519': sign(null, Buffer.from(`${timestamp}|${body}`), PRIVATE_KEY).toString('base64'),
        'telnyx-timestamp': timestamp,
      },
      body,
      config: { publicKey },
      expect: {
        events: [
          {
            id: '0ccc7b54-4df3-4bca-a65a-3da1ecc777f0',
            type: `telnyx.${eventType}`,
            subject: payload.id ?? payload.call_session_id ?? null,
            time: iso(NOW_SECONDS),
          },
        ],
      },
    });
  };
  return [
    one('message', 'message.received', { id: 'm-1', text: 'Hi' }),
    one('exotic-characters', 'message.finalized', { id: 'm-2', text: 'Zürich 🚀 $& 100%' }),
    one('call', 'call.initiated', { call_session_id: 'c-1', state: 'parked' }),
  ];
}
