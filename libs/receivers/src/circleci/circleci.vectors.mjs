import { hmac, iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function circleciVectors() {
  const config = { secret: 'invented-circleci-secret' };
  const by = 'circleci.com/docs/guides/integration/outbound-webhooks';
  const time = iso(NOW_SECONDS - 5);
  const completed = (name) => ({
    type: 'workflow-completed',
    id: '3888f21b',
    happened_at: time,
    pipeline: { id: '1285fe1d' },
    workflow: { name, status: 'success' },
  });
  const event = { id: '3888f21b', type: 'circleci.workflow-completed', subject: '1285fe1d', time };
  const signed = (name, payload, event, more = {}) => {
    const body = JSON.stringify(payload);
    const headers = {
      'content-type': JSON_TYPE,
      'circleci-event-type': payload.type,
      'circleci-signature': `v1=${hmac('sha256', config.secret, body)}`,
      ...more,
    };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [event].flat() } });
  };
  return [
    signed('workflow-completed', completed('build'), event),
    signed('exotic-characters', completed('Zürich 🚀 $& 100%'), event),
    signed('later-version', completed('build'), event, {
      'circleci-signature': `v1=${hmac('sha256', config.secret, JSON.stringify(completed('build')))},v2=0,v3=0`,
    }),
  ];
}
