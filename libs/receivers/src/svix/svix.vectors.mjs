import { createHmac } from 'node:crypto';
import { iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

const ID = 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W';

export default function svixVectors() {
  const secret = 'whsec_aW52ZW50ZWQtc3ZpeC1zZWNyZXQtMDAwMDAwMDE=';
  const by = 'docs.svix.com/receiving/verifying-payloads/how-manual';
  const v1 = (body, key = secret) =>
    `v1,${createHmac('sha256', Buffer.from(key.slice('whsec_'.length), 'base64'))
      .update(`${ID}.${NOW_SECONDS}.${body}`)
      .digest('base64')}`;
  const signed = (name, payload, event, { body = JSON.stringify(payload), signature = v1(body), ...more } = {}) => {
    const headers = {
      'content-type': JSON_TYPE,
      'svix-id': ID,
      'svix-timestamp': String(NOW_SECONDS),
      'svix-signature': signature,
    };
    return vector({ name, origin: 'own', by, headers, body, config: { secret }, expect: { events: [event] }, ...more });
  };
  const time = iso(NOW_SECONDS - 5);
  const paid = { type: 'invoice.paid', timestamp: time, data: { id: 'in_1' } };
  const exotic = { type: 'user.created', data: { name: 'Zürich 🚀 $& 100%' } };
  const now = iso(NOW_SECONDS);
  const event = { id: ID, type: 'svix.invoice.paid', subject: 'in_1', time: now };
  const old = 'whsec_dGhlLW9sZC1zZWNyZXQtdGhlLW9sZC1zZWNyZXQ=';
  const branded = signed('invoice-paid', paid, event);
  const unbranded = Object.fromEntries(
    Object.entries(branded.request.headers).map(([name, value]) => [name.replace('svix-', 'webhook-'), value]),
  );
  return [
    branded,
    signed('exotic-characters', exotic, { id: ID, type: 'svix.user.created', time: now }),
    signed('rotated-secret', paid, event, {
      signature: `${v1(JSON.stringify(paid), old)} ${v1(JSON.stringify(paid))} v1a,AAAA`,
    }),
    signed('no-type', { id: 7 }, { id: ID, type: 'svix.message' }),
    { ...branded, name: 'unbranded-headers', request: { ...branded.request, headers: unbranded } },
  ];
}
