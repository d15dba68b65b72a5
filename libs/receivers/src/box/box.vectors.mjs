import { hmac, iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function boxVectors() {
  const config = { primaryKey: 'invented-primary-key' };
  const by = 'developer.box.com/guides/webhooks/v2/signatures-v2';
  const secondaryKey = 'invented-secondary-key';
  const ID = 'f96bb54b-ee16-4fc5-aa65-8c2d9e5b546f';
  const TIME = iso(NOW_SECONDS).replace('.000Z', 'Z');
  const signatureOf = (body, key) => hmac('sha256', key, body + TIME, 'base64');
  const uploaded = (name) => ({
    type: 'webhook_event',
    created_at: iso(NOW_SECONDS - 5),
    trigger: 'FILE.UPLOADED',
    source: { id: '7', type: 'file', name },
  });
  const event = { id: ID, type: 'box.FILE.UPLOADED', subject: '7', time: iso(NOW_SECONDS - 5) };
  const signed = (name, payload, event, more = {}) => {
    const body = JSON.stringify(payload);
    const headers = {
      'content-type': JSON_TYPE,
      'box-delivery-id': ID,
      'box-delivery-timestamp': TIME,
      'box-signature-version': '1',
      'box-signature-algorithm': 'HmacSHA256',
      'box-signature-primary': signatureOf(body, config.primaryKey),
      ...more,
    };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [event].flat() } });
  };
  return [
    signed('file-uploaded', uploaded('x.txt'), event),
    signed('exotic-characters', uploaded('Zürich 🚀 $& 100%'), event),
    {
      ...signed('both-keys', uploaded('x.txt'), event, {
        'box-signature-secondary': signatureOf(JSON.stringify(uploaded('x.txt')), secondaryKey),
      }),
      config: { ...config, secondaryKey },
    },
    {
      ...signed('primary-key-changed', uploaded('x.txt'), event, {
        'box-signature-primary': signatureOf('', 'newer'),
        'box-signature-secondary': signatureOf(JSON.stringify(uploaded('x.txt')), secondaryKey),
      }),
      config: { secondaryKey },
    },
    signed('time-zone', uploaded('x.txt'), event, {
      'box-delivery-timestamp': '2025-10-09T01:53:20-07:00',
      'box-signature-primary': hmac(
        'sha256',
        config.primaryKey,
        JSON.stringify(uploaded('x.txt')) + '2025-10-09T01:53:20-07:00',
        'base64',
      ),
    }),
  ];
}
