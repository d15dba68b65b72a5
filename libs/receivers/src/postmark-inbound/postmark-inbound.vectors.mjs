import { base64, JSON_TYPE, vector } from '../../scripts/vector-tools.mjs';

export default function postmarkInboundVectors() {
  const by = 'postmarkapp.com/developer/webhooks/inbound-webhook';
  const path = 'https://hub.example.com/api/webhooks/incoming/postmark-inbound';
  const password = 'invented:postmark:password';
  const code = 'invented-postmark-code-0123456789abcdef';
  const id = '22c74902-a0c1-4511-804f-341342852c90';
  const headers = { 'content-type': JSON_TYPE };
  const one = (name, fields, subject, more) =>
    vector({
      name,
      origin: 'own',
      by,
      url: path,
      headers: { ...headers, authorization: `Basic ${base64(`hook:${password}`)}` },
      body: JSON.stringify({
        FromFull: { Email: 'ada@example.com', Name: 'Ada' },
        To: 'x@inbound.example.com',
        MessageID: id,
        Date: 'Thu, 9 Oct 2025 10:53:20 +0200',
        ...fields,
      }),
      config: { username: 'hook', password },
      expect: { events: [{ id, type: 'postmark-inbound.inbound', subject, time: '2025-10-09T08:53:20.000Z' }] },
      ...more,
    });
  return [
    one('mail', { OriginalRecipient: 'orders@inbound.example.com', Subject: 'Hi' }, 'orders@inbound.example.com'),
    one('exotic-characters', { Subject: 'Zürich 🚀 $& 100%' }, 'x@inbound.example.com'),
    one('code', { Attachments: [{ Name: 'a', Content: 'YQ==' }] }, 'x@inbound.example.com', {
      url: `${path}?code=${code}`,
      headers,
      config: { code },
    }),
  ];
}
