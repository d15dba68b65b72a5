import { hmac, iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function calendlyVectors() {
  const config = { signingKey: 'invented-calendly-signing-key' };
  const by = 'developer.calendly.com/api-docs: webhook signatures';
  const time = iso(NOW_SECONDS - 5);
  const uri = 'https://api.calendly.com/scheduled_events/A/invitees/B';
  const created = (name) => ({ event: 'invitee.created', created_at: time, payload: { uri, name } });
  const event = { id: `invitee.created:${uri}:${time}`, type: 'calendly.invitee.created', subject: uri, time };
  const signed = (name, payload, event, more = {}) => {
    const body = JSON.stringify(payload);
    const headers = {
      'content-type': JSON_TYPE,
      'calendly-webhook-signature': `t=${NOW_SECONDS},v1=${hmac('sha256', config.signingKey, `${NOW_SECONDS}.${body}`)}`,
      ...more,
    };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [event].flat() } });
  };
  return [
    signed('invitee-created', created('Ada'), event),
    signed('exotic-characters', created('Zürich 🚀 $& 100%'), event),
    signed('no-uri', { event: 'event_type.created', created_at: time }, { type: 'calendly.event_type.created', time }),
  ];
}
