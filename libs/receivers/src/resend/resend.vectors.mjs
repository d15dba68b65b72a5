import { createHmac } from 'node:crypto';
import { iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

const ID = 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W';

export default function resendVectors() {
  const secret = 'whsec_aW52ZW50ZWQtcmVzZW5kLXNlY3JldC0wMDAwMDE=';
  const by = 'resend.com/docs/webhooks/verify-webhooks-requests; docs.svix.com/receiving/verifying-payloads/how-manual';
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
  const email = { email_id: '56761188-7520-42d8-8898-ff6fc54ce618', to: ['ada@example.org'], subject: 'Hello' };
  const read = (type) => ({ id: ID, type: `resend.${type}`, subject: email.email_id, time });
  return [
    signed('email-delivered', { type: 'email.delivered', created_at: time, data: email }, read('email.delivered')),
    signed(
      'exotic-characters',
      { type: 'email.opened', created_at: time, data: { ...email, subject: 'Zürich 🚀 $& 100%' } },
      read('email.opened'),
    ),
    signed(
      'contact-created',
      { type: 'contact.created', created_at: time, data: { id: 'e169aa45', email: 'ada@example.org' } },
      { id: ID, type: 'resend.contact.created', subject: 'e169aa45', time },
    ),
  ];
}
