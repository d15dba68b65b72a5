import { JSON_TYPE, iso, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

const accessToken = 'invented-access-token-7f3a9c';
const time = iso(NOW_SECONDS - 10);
const event = (id, more = {}) => ({
  specversion: '1.0',
  id,
  source: 'https://shop.example.com/orders',
  type: 'com.example.order.placed',
  subject: 'order/6735',
  time,
  data: { note: 'Zürich 🚀 $& 100%' },
  ...more,
});
const read = (id, more = {}) => ({
  id,
  type: 'cloudevents.com.example.order.placed',
  subject: 'order/6735',
  time,
  ...more,
});
const bearer = { authorization: `Bearer ${accessToken}` };
const structured = { 'content-type': 'application/cloudevents+json; charset=utf-8' };
const batched = { 'content-type': 'application/cloudevents-batch+json' };
const binary = {
  'ce-specversion': '1.0',
  'ce-id': 'A-4',
  'ce-source': 'https://shop.example.com/orders',
  'ce-type': 'com.example.order.placed',
  'ce-subject': 'order%2F6735',
  'ce-time': time,
};
const here = '/api/webhooks/incoming/cloudevents';

export default () => {
  const own = (name, more) =>
    vector({
      name,
      origin: 'own',
      by: 'CloudEvents HTTP Protocol Binding 1.0.2',
      config: { accessToken },
      url: here,
      ...more,
    });
  return [
    own('structured', {
      headers: { ...bearer, ...structured },
      body: JSON.stringify(event('A-1')),
      expect: { events: [read('A-1')] },
    }),
    own('batched', {
      headers: { ...bearer, ...batched },
      body: JSON.stringify([event('A-2'), event('A-2', { source: 'https://shop.example.com/returns' }), event('A-3')]),
      expect: { events: [read('A-2'), read('A-2'), read('A-3')] },
    }),
    own('binary-json', {
      headers: { ...bearer, ...binary, 'content-type': JSON_TYPE },
      body: '{"total":49.9}',
      expect: { events: [read('A-4')] },
    }),
    own('binary-text', {
      headers: { ...bearer, ...binary, 'content-type': 'application/xml' },
      body: '<total>49.9</total>',
      expect: { events: [read('A-4')] },
    }),
    own('token-in-the-url', {
      url: `${here}?access_token=${accessToken}`,
      headers: structured,
      body: JSON.stringify(event('A-5')),
      expect: { events: [read('A-5')] },
    }),
    own('not-a-cloudevent', {
      headers: { ...bearer, 'content-type': JSON_TYPE },
      body: '{}',
      expect: { refusedAs: 'malformed_body' },
    }),
    own('consent', {
      by: 'HTTP 1.1 Web Hooks for Event Delivery 1.0.2, section 4',
      method: 'OPTIONS',
      headers: { 'webhook-request-origin': 'eventemitter.example.com', 'webhook-request-rate': '120' },
      config: { accessToken, options: { allowedOrigins: ['eventemitter.example.com'] } },
      expect: {
        handshake: {
          status: 200,
          headers: {
            allow: 'POST',
            'webhook-allowed-origin': 'eventemitter.example.com',
            'webhook-allowed-rate': '120',
          },
        },
      },
    }),
    own('no-consent', {
      by: 'HTTP 1.1 Web Hooks for Event Delivery 1.0.2, section 4',
      method: 'OPTIONS',
      headers: { 'webhook-request-origin': 'evil.example.com' },
      config: { accessToken, options: { allowedOrigins: ['eventemitter.example.com'] } },
      expect: { handshake: { status: 403, headers: { allow: 'POST' } } },
    }),
  ];
};
