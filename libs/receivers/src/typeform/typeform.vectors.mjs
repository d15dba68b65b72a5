import { hmac, iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function typeformVectors() {
  const config = { secret: 'invented-typeform-secret' };
  const by = 'typeform.com/developers/webhooks/secure-your-webhooks';
  const response = (text) => ({
    event_id: '01J9ZK',
    event_type: 'form_response',
    form_response: { form_id: 'lT4Z3j', submitted_at: iso(NOW_SECONDS - 5), answers: [{ type: 'text', text }] },
  });
  const event = { id: '01J9ZK', type: 'typeform.form_response', subject: 'lT4Z3j', time: iso(NOW_SECONDS - 5) };
  const signed = (name, payload, event, more = {}) => {
    const body = JSON.stringify(payload);
    const headers = {
      'content-type': JSON_TYPE,
      'typeform-signature': `sha256=${hmac('sha256', config.secret, body, 'base64')}`,
      ...more,
    };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [event].flat() } });
  };
  return [
    signed('form-response', response('Good.'), event),
    signed('exotic-characters', response('Zürich 🚀 $& 100%'), event),
  ];
}
