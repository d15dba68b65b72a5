import { createHash } from 'node:crypto';
import { FORM_TYPE, vector } from '../../scripts/vector-tools.mjs';

export default function mailchimpVectors() {
  const config = { code: 'invented0code0of0a0long0random0text' };
  const url = `/api/webhooks/incoming/mailchimp?code=${config.code}`;
  const common = { origin: 'own', by: 'mailchimp.com/developer/marketing/guides/sync-audience-data-webhooks', config };
  const posted = (name, fields) => {
    const body = new URLSearchParams(fields).toString();
    const headers = { 'content-type': FORM_TYPE, 'user-agent': 'MailChimp' };
    const id = `sha256:${createHash('sha256').update(body).digest('hex')}`;
    const expected = { id, type: `mailchimp.${fields.type}`, subject: 'l1', time: '2025-10-09T08:53:20.000Z' };
    return vector({ ...common, name, url, headers, body, expect: { events: [expected] } });
  };
  const fields = (type, more) => ({ type, fired_at: '2025-10-09 08:53:20', 'data[list_id]': 'l1', ...more });
  return [
    posted('subscribe', fields('subscribe', { 'data[email]': 'a@example.com', 'data[merges][FNAME]': 'Ada' })),
    posted('exotic-characters', fields('profile', { 'data[merges][CITY]': 'Zürich 🚀 $& 100%' })),
    vector({ ...common, name: 'url-check', method: 'GET', url, expect: { handshake: { status: 200 } } }),
  ];
}
