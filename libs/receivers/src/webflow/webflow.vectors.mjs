import { hmac, iso, JSON_TYPE, NOW_MS, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function webflowVectors() {
  const config = { secret: 'invented-webflow-secret' };
  const by = 'developers.webflow.com/data/docs/working-with-webhooks';
  const submission = (Name) => ({ triggerType: 'form_submission', payload: { id: 'f1', data: { Name } } });
  const event = { type: 'webflow.form_submission', subject: 'f1', time: iso(NOW_SECONDS) };
  const signed = (name, payload, event, more = {}) => {
    const body = JSON.stringify(payload);
    const headers = {
      'content-type': JSON_TYPE,
      'x-webflow-timestamp': String(NOW_MS),
      'x-webflow-signature': hmac('sha256', config.secret, `${NOW_MS}:${body}`),
      ...more,
    };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [event].flat() } });
  };
  return [
    signed('form-submission', submission('Ada'), event),
    signed('exotic-characters', submission('Zürich 🚀 $& 100%'), event),
  ];
}
