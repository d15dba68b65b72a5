import { FORM_TYPE, hmac, iso, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function mandrillVectors() {
  const webhookKey = 'inventedWebhookKey_0123456';
  const common = {
    origin: 'own',
    by: 'mailchimp.com/developer/transactional/guides/track-respond-activity-webhooks',
    url: 'https://hooks.example.com/api/webhooks/incoming/mandrill',
  };
  const headers = { 'content-type': FORM_TYPE, 'user-agent': 'Mandrill-Webhook/1.0' };
  const signed = (name, events, expected, { entered = common.url, config = { webhookKey }, more = {} } = {}) => {
    const fields = { ...more, mandrill_events: JSON.stringify(events) };
    const names = Object.keys(fields).sort();
    const text = entered + names.map((field) => field + fields[field]).join('');
    return vector({
      ...common,
      name,
      headers: { ...headers, 'x-mandrill-signature': hmac('sha1', webhookKey, text, 'base64') },
      body: new URLSearchParams(fields).toString(),
      config,
      expect: { events: expected },
    });
  };
  const ts = NOW_SECONDS - 5;
  const time = iso(ts);
  const send = { event: 'send', msg: { _id: 'm1', email: 'a@example.com' }, _id: 'm1', ts };
  const open = { ...send, event: 'open' };
  const read = (event) => ({ id: `m1:${event}:${ts}`, type: `mandrill.${event}`, subject: 'a@example.com', time });
  const elsewhere = 'https://public.example.com/mandrill/?a=1&b=2';
  const exotic = { ...send, msg: { email: 'a@example.com', subject: 'Zürich 🚀 $& 100% + more' } };
  const inbound = { event: 'inbound', ts, msg: { email: 'in@example.com', raw_msg: 'Subject: x\r\n\r\nhello' } };
  const sync = { type: 'denylist', action: 'add', ts, _id: 's1', reject: { email: 'b@example.com' } };
  const probe = (name, request) =>
    vector({ ...common, name, config: { webhookKey }, expect: { handshake: { status: 200 } }, ...request });
  return [
    signed('batch', [send, open], [read('send'), read('open')]),
    signed('exotic-characters', [exotic], [read('send')]),
    signed('entered-elsewhere', [send], [read('send')], {
      entered: elsewhere,
      config: { webhookKey, url: elsewhere },
    }),
    signed('more-fields', [send], [read('send')], { more: { zone: 'z', about: 'a' } }),
    signed(
      'inbound-and-denylist',
      [inbound, sync],
      [
        { type: 'mandrill.inbound', subject: 'in@example.com', time },
        { id: `s1:denylist.add:${ts}`, type: 'mandrill.denylist.add', subject: 'b@example.com', time },
      ],
    ),
    probe('url-check', { method: 'HEAD' }),
    probe('url-check-by-post', { headers, body: 'mandrill_events=%5B%5D' }),
  ];
}
