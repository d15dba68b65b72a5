import { hmac, iso, JSON_TYPE, NOW_MS, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function jiraVectors() {
  const config = { secret: 'invented-jira-secret' };
  const by = 'developer.atlassian.com/cloud/jira/platform/webhooks';
  const ID = '6f9619ff-8b86-d011-b42d-00cf4fc964ff';
  const updated = {
    timestamp: NOW_MS - 5_000,
    webhookEvent: 'jira:issue_updated',
    issue: { id: '10002', key: 'TEST-1' },
  };
  const signed = (name, payload, event, more = {}) => {
    const body = JSON.stringify(payload);
    const headers = {
      'content-type': JSON_TYPE,
      'x-atlassian-webhook-identifier': ID,
      'x-hub-signature': `sha256=${hmac('sha256', config.secret, body)}`,
      ...more,
    };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [event].flat() } });
  };
  return [
    signed('issue-updated', updated, {
      id: ID,
      type: 'jira.jira:issue_updated',
      subject: 'TEST-1',
      time: iso(NOW_SECONDS - 5),
    }),
    signed(
      'exotic-characters',
      { ...updated, webhookEvent: 'comment_created', comment: { body: 'Zürich 🚀 $& 100%' } },
      { id: ID, type: 'jira.comment_created', subject: 'TEST-1', time: iso(NOW_SECONDS - 5) },
    ),
    vector({
      name: 'documentation',
      origin: 'published',
      by: 'developer.atlassian.com/cloud/jira/platform/webhooks: the example of a signature',
      headers: {
        'content-type': 'text/plain',
        'x-hub-signature': 'sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9',
      },
      body: 'Hello World!',
      config: { secret: "It's a Secret to Everybody" },
      expect: { refusedAs: 'unsupported_media_type' },
    }),
  ];
}
