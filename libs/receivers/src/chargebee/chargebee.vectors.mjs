import { base64, iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function chargebeeVectors() {
  const config = { username: 'kanca', password: 'invented:password with a colon' };
  const sent = (name, content, subject) => {
    const event_type = 'subscription_created';
    const body = JSON.stringify({ id: 'ev_1', occurred_at: NOW_SECONDS - 4, object: 'event', event_type, content });
    const headers = {
      'content-type': `${JSON_TYPE};charset=UTF-8`,
      authorization: `Basic ${base64(`${config.username}:${config.password}`)}`,
    };
    const expected = { id: 'ev_1', type: `chargebee.${event_type}`, subject, time: iso(NOW_SECONDS - 4) };
    const by = 'chargebee.com/docs/2.0/webhook_settings.html';
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [expected] } });
  };
  return [
    sent('subscription', { subscription: { id: 'sub_1' }, customer: { id: 'c_1' } }, 'sub_1'),
    sent('exotic-characters', { customer: { id: 'c_1', company: 'Zürich 🚀 $& 100%' } }, 'c_1'),
  ];
}
