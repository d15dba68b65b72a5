import { escape } from 'node:querystring';
import { hmac, iso, NOW_MS, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function contentfulVectors() {
  const config = { signingSecret: 'invented0123456789abcdef0123456789abcdef0123456789abcdef01234567' };
  const by =
    'contentful.com/developers/docs/webhooks/request-verification; @contentful/node-apps-toolkit signRequest()';
  const ID = 'd9f6a2c34e5b4b8e8f1e2d3c4b5a6978';
  const signed = (
    name,
    body,
    event,
    { method = 'POST', path = '/in/contentful', query, topic = 'Entry.publish' } = {},
  ) => {
    const headers = {
      'content-type': 'application/vnd.contentful.management.v1+json',
      'x-contentful-idempotency-key': ID,
      'x-contentful-signed-headers': 'x-contentful-signed-headers,x-contentful-timestamp,x-contentful-topic',
      'x-contentful-timestamp': String(NOW_MS),
      'x-contentful-topic': `ContentManagement.${topic}`,
    };
    const encoded = encodeURI(query === undefined ? path : `${path}?${escape(query)}`);
    const named = headers['x-contentful-signed-headers'].split(',').map((header) => `${header}:${headers[header]}`);
    const canonical = [method, encoded, named.join(';'), body].join('\n');
    headers['x-contentful-signature'] = hmac('sha256', config.signingSecret, canonical);
    const url = `https://hooks.example.com${path}${query === undefined ? '' : `?${query}`}`;
    const read = { id: ID, type: `contentful.ContentManagement.${topic}`, ...event };
    return vector({ name, origin: 'own', by, method, url, headers, body, config, expect: { events: [read] } });
  };
  const time = iso(NOW_SECONDS - 5);
  const entry = (title) =>
    JSON.stringify({ sys: { type: 'Entry', id: 'e1', updatedAt: time }, fields: { title: { en: title } } });
  const event = { subject: 'e1', time };
  return [
    signed('entry-publish', entry('Good morning'), event),
    signed('exotic-characters', entry('Zürich 🚀 $& 100%'), event),
    signed('with-query', entry('x'), event, { query: 'a=b%20c&d=1' }),
    signed('put', entry('x'), event, { method: 'PUT' }),
    signed('delete-without-body', '', { subject: null }, { method: 'DELETE', topic: 'Entry.delete' }),
  ];
}
