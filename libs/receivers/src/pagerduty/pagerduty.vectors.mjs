import { hmac, iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function pagerdutyVectors() {
  const config = { secret: 'invented-pagerduty-secret' };
  const by = 'developer.pagerduty.com/docs/verifying-webhook-signatures';
  const time = iso(NOW_SECONDS - 5);
  const incident = (title) => ({
    event: { id: 'e1', event_type: 'incident.triggered', occurred_at: time, data: { id: 'PGR0VU2', title } },
  });
  const event = { id: 'e1', type: 'pagerduty.incident.triggered', subject: 'PGR0VU2', time };
  const signed = (name, payload, event, more = {}) => {
    const body = JSON.stringify(payload);
    const headers = {
      'content-type': JSON_TYPE,
      'x-pagerduty-signature': `v1=${hmac('sha256', config.secret, body)}`,
      ...more,
    };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [event].flat() } });
  };
  return [
    signed('incident-triggered', incident('x'), event),
    signed('exotic-characters', incident('Zürich 🚀 $& 100%'), event),
    signed('rolled-secret', incident('x'), event, {
      'x-pagerduty-signature': `v1=${'0'.repeat(64)},v1=${hmac('sha256', config.secret, JSON.stringify(incident('x')))}`,
    }),
  ];
}
