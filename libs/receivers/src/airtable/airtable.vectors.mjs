import { hmac, iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function airtableVectors() {
  const config = { macSecretBase64: 'aW52ZW50ZWQtYWlydGFibGUtbWFjLXNlY3JldA==' };
  const by = 'airtable.com/developers/web/api/webhooks-overview';
  const timestamp = iso(NOW_SECONDS - 5);
  const notification = { base: { id: 'app1' }, webhook: { id: 'ach1' }, timestamp };
  const event = { id: `ach1:${timestamp}`, type: 'airtable.notification', subject: 'app1', time: timestamp };
  const signed = (name, payload, event, more = {}) => {
    const body = JSON.stringify(payload);
    const headers = {
      'content-type': JSON_TYPE,
      'x-airtable-content-mac': `hmac-sha256=${hmac('sha256', Buffer.from(config.macSecretBase64, 'base64'), body)}`,
      ...more,
    };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [event].flat() } });
  };
  return [
    signed('notification', notification, event),
    signed('exotic-characters', { ...notification, note: 'Zürich 🚀 $& 100%' }, event),
  ];
}
