import { base64, JSON_TYPE, vector } from '../../scripts/vector-tools.mjs';

export default function postmarkVectors() {
  const by = 'postmarkapp.com/developer/webhooks/webhooks-overview';
  const path = 'https://hub.example.com/api/webhooks/incoming/postmark';
  const password = 'invented:postmark:password';
  const code = 'invented-postmark-code-0123456789abcdef';
  const message = '883953f4-6105-42a2-a16a-77a8eac79483';
  const at = '2025-10-09T08:53:20.0000000Z';
  const headers = { 'content-type': JSON_TYPE };
  const one = (name, body, id, type, more) =>
    vector({
      name,
      origin: 'own',
      by,
      url: path,
      headers: { ...headers, authorization: `Basic ${base64(`hook:${password}`)}` },
      body,
      config: { username: 'hook', password },
      expect: {
        events: [{ id, type: `postmark.${type}`, subject: 'ada@example.com', time: '2025-10-09T08:53:20.000Z' }],
      },
      ...more,
    });
  const event = (fields) => JSON.stringify({ MessageID: message, ...fields });
  // Written out: the number is larger than JavaScript's numbers are exact.
  const bounce =
    `{"RecordType":"Bounce","ID":4323372036854775807,"Type":"HardBounce","MessageID":"${message}",` +
    `"Email":"ada@example.com","BouncedAt":"${at}"}`;
  const delivery = event({ RecordType: 'Delivery', Recipient: 'ada@example.com', DeliveredAt: at });
  const open = event({
    RecordType: 'Open',
    Recipient: 'ada@example.com',
    ReceivedAt: at,
    Geo: { City: 'Zürich 🚀 $& 100%' },
  });
  const change = event({ RecordType: 'SubscriptionChange', Recipient: 'ada@example.com', ChangedAt: at });
  const plain = (type) => `${message}:${type}:ada@example.com:${at}`;
  return [
    one('bounce', bounce, `${message}:Bounce:4323372036854775807`, 'Bounce'),
    one('delivery', delivery, plain('Delivery'), 'Delivery'),
    one('exotic-characters', open, plain('Open'), 'Open'),
    one('code', change, plain('SubscriptionChange'), 'SubscriptionChange', {
      url: `${path}?code=${code}`,
      headers,
      config: { code },
    }),
    one('header', delivery, plain('Delivery'), 'Delivery', {
      headers: { ...headers, 'x-webhook-token': code },
      config: { code },
    }),
  ];
}
