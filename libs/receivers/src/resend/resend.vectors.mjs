import { MESSAGE_ID, standardVectors } from '../../scripts/standard-webhooks-tools.mjs';
import { iso, NOW_SECONDS } from '../../scripts/vector-tools.mjs';

export default function resendVectors() {
  const secret = 'whsec_aW52ZW50ZWQtcmVzZW5kLXNlY3JldC0wMDAwMDE=';
  const by = 'resend.com/docs/webhooks/verify-webhooks-requests; docs.svix.com/receiving/verifying-payloads/how-manual';
  const { signed } = standardVectors({ secret, by, prefix: 'svix' });
  const time = iso(NOW_SECONDS - 5);
  const email = { email_id: '56761188-7520-42d8-8898-ff6fc54ce618', to: ['ada@example.org'], subject: 'Hello' };
  const read = (type) => ({ id: MESSAGE_ID, type: `resend.${type}`, subject: email.email_id, time });
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
      { id: MESSAGE_ID, type: 'resend.contact.created', subject: 'e169aa45', time },
    ),
  ];
}
