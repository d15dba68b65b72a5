import { FORM_TYPE, hmac, JSON_TYPE, vector } from '../../scripts/vector-tools.mjs';
import { createHash } from 'node:crypto';

export default function twilioVectors() {
  const authToken = 'invented0123456789abcdef01234567';
  const url = 'https://hub.example.com/api/webhooks/incoming/twilio';
  const by = 'twilio.com/docs/usage/webhooks/webhooks-security: HMAC-SHA1 of the URL and the sorted fields';
  const made = (name, target, body, headers, expected, more = {}) =>
    vector({
      name,
      origin: 'own',
      by,
      url: target,
      headers,
      body,
      config: { authToken },
      expect: { events: [expected] },
      ...more,
    });
  const formed = (name, fields, expected, headers = {}) => {
    const sorted = [...new Map(fields.map(([key, value]) => [key + '\0' + value, key + value])).entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, text]) => text)
      .join('');
    const signature = hmac('sha1', authToken, `${url}?a=1${sorted}`, 'base64');
    const all = { 'content-type': `${FORM_TYPE}; charset=utf-8`, 'x-twilio-signature': signature, ...headers };
    return made(name, `${url}?a=1`, new URLSearchParams(fields).toString(), all, expected);
  };
  const signedOnly = (target) => ({ 'x-twilio-signature': hmac('sha1', authToken, target, 'base64') });
  const json = JSON.stringify([
    { specversion: '1.0', id: 'EZ1', type: 'com.twilio.messaging.message.sent', text: 'Zürich' },
  ]);
  const jsonUrl = `${url}?bodySHA256=${createHash('sha256').update(json).digest('hex')}`;
  const getUrl = `${url}?CallSid=CA1&CallStatus=completed&To=%2B15005550001`;
  const published = {
    origin: 'published',
    by: 'twilio.com/docs/usage/webhooks/webhooks-security and the tests of twilio-node',
    config: { authToken: '12345' },
  };
  return [
    formed(
      'message-received',
      [
        ['MessageSid', 'SM1'],
        ['From', '+15005550006'],
        ['To', '+15005550001'],
        ['Body', 'Zürich 🚀 $& 100%'],
        ['NumMedia', '0'],
      ],
      { id: 'token-1', type: 'twilio.message.received', subject: 'SM1' },
      { 'i-twilio-idempotency-token': 'token-1' },
    ),
    formed(
      'message-status',
      [
        ['MessageSid', 'SM1'],
        ['MessageStatus', 'delivered'],
        ['Twice', 'b'],
        ['Twice', 'a'],
        ['Twice', 'b'],
      ],
      { id: 'SM1:delivered', type: 'twilio.message.delivered', subject: 'SM1' },
    ),
    made(
      'call-by-get',
      getUrl,
      '',
      signedOnly(getUrl),
      { id: 'CA1:completed', type: 'twilio.call.completed', subject: 'CA1' },
      { method: 'GET' },
    ),
    made(
      'event-stream',
      jsonUrl,
      json,
      { 'content-type': JSON_TYPE, ...signedOnly(jsonUrl) },
      { id: 'EZ1', type: 'twilio.com.twilio.messaging.message.sent' },
    ),
    made(
      'documentation',
      'https://mycompany.com/myapp.php?foo=1&bar=2',
      'CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212',
      {
        'content-type': FORM_TYPE,
        'x-twilio-signature': 'RSOYDt4T1cUTdK1PDd93/VVr8B8=',
        'i-twilio-idempotency-token': 'token-2',
      },
      { id: 'token-2', type: 'twilio.voice', subject: 'CA1234567890ABCDE' },
      published,
    ),
    made(
      'documentation-json',
      'https://mycompany.com/myapp.php?foo=1&bar=2&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620',
      '{"property": "value", "boolean": true}',
      {
        'content-type': JSON_TYPE,
        'x-twilio-signature': 'a9nBmqA0ju/hNViExpshrM61xv4=',
        'i-twilio-idempotency-token': 'token-3',
      },
      { id: 'token-3', type: 'twilio.webhook' },
      published,
    ),
  ];
}
