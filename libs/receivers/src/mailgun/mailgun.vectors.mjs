import { FORM_TYPE, hmac, iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function mailgunVectors() {
  const signingKey = 'key-invented-mailgun-signing';
  const by = 'documentation.mailgun.com, securing webhooks: HMAC-SHA256 of timestamp and token';
  const url = 'https://hub.example.com/api/webhooks/incoming/mailgun';
  const timestamp = String(NOW_SECONDS);
  const signed = (token) => ({ timestamp, token, signature: hmac('sha256', signingKey, timestamp + token) });
  const one = (name, contentType, body, expected) =>
    vector({
      name,
      origin: 'own',
      by,
      url,
      headers: { 'content-type': contentType, 'user-agent': 'mailgun/treq-21.1.0' },
      body,
      config: { signingKey },
      expect: { events: [expected] },
    });
  const event = (fields) =>
    JSON.stringify({
      signature: signed('a8ce0edb2dd8301dee6c2405235584e45aa91d1e9f979f3de0'),
      'event-data': {
        id: '-laxIqj9QWubsjY_3pTq_g',
        timestamp: NOW_SECONDS + 0.5,
        recipient: 'a@example.com',
        ...fields,
      },
    });
  const read = (type) => ({
    id: '-laxIqj9QWubsjY_3pTq_g',
    type: `mailgun.${type}`,
    subject: 'a@example.com',
    time: iso(NOW_SECONDS + 0.5),
  });
  const mail = {
    recipient: 'orders@shop.example.com',
    sender: 'ada@example.com',
    subject: 'Zürich 🚀 $& 100%',
    'body-plain': 'a=b&c',
    'Message-Id': '<c0ffee@example.com>',
    ...signed('0f3a7b'),
  };
  const inbound = {
    id: '<c0ffee@example.com>:orders@shop.example.com',
    type: 'mailgun.inbound',
    subject: 'orders@shop.example.com',
    time: iso(NOW_SECONDS),
  };
  const part = (name, content, more = '') =>
    `--b0undary\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${content}\r\n`;
  const multipart = [
    ...Object.entries(mail).map(([name, value]) => part(name, value)),
    part('attachment-1', 'timestamp: none\n', '; filename="receipt.txt"\r\nContent-Type: text/plain'),
    '--b0undary--\r\n',
  ].join('');
  const { 'Message-Id': _left_out, ...anonymous } = mail;
  return [
    one('opened', JSON_TYPE, event({ event: 'opened' }), read('opened')),
    one(
      'exotic-characters',
      JSON_TYPE,
      event({ event: 'clicked', url: 'https://x/Zürich 🚀 $& 100%' }),
      read('clicked'),
    ),
    one('inbound-form', FORM_TYPE, new URLSearchParams(mail).toString(), inbound),
    one('inbound-with-attachment', 'multipart/form-data; boundary=b0undary', multipart, inbound),
    one('inbound-without-id', FORM_TYPE, new URLSearchParams(anonymous).toString(), { ...inbound, id: '0f3a7b' }),
  ];
}
