import { hmac, iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function sentryVectors() {
  const config = { clientSecret: 'invented-sentry-client-secret' };
  const by = 'docs.sentry.io/organization/integrations/integration-platform/webhooks';
  const ID = '6a8f5f28-1111-4eb0-a98a-3111513fd4fc';
  const issue = (title) => ({ action: 'created', installation: { uuid: 'i' }, data: { issue: { id: '1', title } } });
  const signed = (name, payload, event, more = {}) => {
    const body = JSON.stringify(payload);
    const headers = {
      'content-type': JSON_TYPE,
      'request-id': ID,
      'sentry-hook-resource': 'issue',
      'sentry-hook-timestamp': String(NOW_SECONDS - 5),
      'sentry-hook-signature': hmac('sha256', config.clientSecret, body),
      ...more,
    };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [event].flat() } });
  };
  return [
    signed('issue-created', issue('boom'), {
      id: ID,
      type: 'sentry.issue.created',
      subject: '1',
      time: iso(NOW_SECONDS - 5),
    }),
    signed('exotic-characters', issue('Zürich 🚀 $& 100%'), { id: ID, type: 'sentry.issue.created', subject: '1' }),
    signed(
      'event-alert',
      { action: 'triggered', data: { event: { issue_id: '2' } } },
      { id: ID, type: 'sentry.event_alert.triggered', subject: '2' },
      { 'sentry-hook-resource': 'event_alert' },
    ),
  ];
}
