import { FORM_TYPE, hmac, JSON_TYPE, NO_SNIFFING, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

const secret = 'generic-invented-secret-4d2e';
const body = JSON.stringify({ id: 'd-1', event: { name: 'order.placed' }, note: 'Zürich 🚀 $& 100%' });
const here = '/api/webhooks/incoming/generic';
const paths = { eventType: 'json:event.name', eventId: 'json:id' };
const expect = { events: [{ id: 'd-1', type: 'generic.order.placed' }] };

export default () => {
  const own = (name, options, more) =>
    vector({
      name,
      origin: 'own',
      by: 'HMAC by RFC 2104 with node:crypto',
      url: here,
      body,
      config: { secret, options },
      expect,
      ...more,
      headers: { 'content-type': JSON_TYPE, ...more.headers },
    });
  return [
    own(
      'as-it-comes',
      {},
      {
        headers: { 'x-signature': hmac('sha256', secret, body) },
        expect: { events: [{ type: 'generic.received' }] },
      },
    ),
    own(
      'prefix-base64-sha512',
      { ...paths, at: 'header:x-hook', prefix: 'v1=', algorithm: 'sha512', encoding: 'base64' },
      {
        headers: { 'x-hook': `v1=${hmac('sha512', secret, body, 'base64')}` },
      },
    ),
    own(
      'list-with-time',
      {
        ...paths,
        at: 'header:x-hook',
        signatureKey: 'v1',
        signed: ['field:t', 'text:.', 'body'],
        timestamp: 'field:t',
      },
      {
        headers: {
          'x-hook': `t=${NOW_SECONDS},v1=${hmac('sha256', secret, `${NOW_SECONDS}.${body}`)},v1=${'0'.repeat(64)}`,
        },
      },
    ),
    own(
      'headers-and-key',
      {},
      {
        config: {
          secret: `whsec_${Buffer.from(secret).toString('base64')}`,
          options: {
            ...paths,
            at: 'header:webhook-signature',
            prefix: 'v1,',
            encoding: 'base64',
            keyEncoding: 'base64',
            keyPrefix: 'whsec_',
            signed: ['header:webhook-id', 'text:.', 'header:webhook-timestamp', 'text:.', 'body'],
            timestamp: 'header:webhook-timestamp',
          },
        },
        headers: {
          'webhook-id': 'm-1',
          'webhook-timestamp': String(NOW_SECONDS),
          'webhook-signature': `v1,${hmac('sha256', secret, `m-1.${NOW_SECONDS}.${body}`, 'base64')}`,
        },
      },
    ),
    own(
      'url-and-form',
      { eventType: 'form:kind', signed: ['method', 'url', 'body'] },
      {
        body: 'kind=paid&total=1',
        url: `https://hooks.example.com${here}?x=1`,
        headers: {
          'content-type': FORM_TYPE,
          'x-signature': hmac('sha256', secret, `POSThttps://hooks.example.com${here}?x=1kind=paid&total=1`),
        },
        expect: { events: [{ type: 'generic.paid' }] },
      },
    ),
    vector({
      name: 'challenge',
      origin: 'own',
      by: 'a GET that is answered with what it asks',
      method: 'GET',
      url: `${here}?challenge=abc-123`,
      config: { secret, options: { challenge: 'query:challenge' } },
      expect: { handshake: { status: 200, contentType: 'text/plain', headers: NO_SNIFFING, body: 'abc-123' } },
    }),
  ];
};
