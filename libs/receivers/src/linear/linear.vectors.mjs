import { hmac, iso, JSON_TYPE, NOW_MS, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function linearVectors() {
  const config = { secret: 'lin_wh_invented' };
  const by = 'linear.app/developers/webhooks';
  const ID = '234d1a4e-b617-4388-90fe-adc3633d6b72';
  const issue = { action: 'create', type: 'Issue', data: { id: 'i1', title: 'x' }, webhookTimestamp: NOW_MS - 5_000 };
  const signed = (name, payload, event, more = {}) => {
    const body = JSON.stringify(payload);
    const headers = {
      'content-type': JSON_TYPE,
      'linear-delivery': ID,
      'linear-timestamp': String(NOW_MS),
      'linear-signature': hmac('sha256', config.secret, body),
      ...more,
    };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [event].flat() } });
  };
  return [
    signed('issue-create', issue, { id: ID, type: 'linear.Issue.create', subject: 'i1', time: iso(NOW_SECONDS - 5) }),
    signed(
      'exotic-characters',
      { ...issue, action: 'update', data: { id: 'i1', title: 'Zürich 🚀 $& 100%' } },
      { id: ID, type: 'linear.Issue.update', subject: 'i1', time: iso(NOW_SECONDS - 5) },
    ),
  ];
}
