import { createHash } from 'node:crypto';
import { hmac, iso, JSON_TYPE, NOW_MS, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function jiraConnectVectors() {
  const sharedSecret = 'invented-shared-secret';
  const origin = 'https://hooks.example.com';
  const by = 'developer.atlassian.com/cloud/jira/platform/understanding-jwt-for-connect-apps (RFC 7519, HS256)';
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const tokenFor = (canonical) => {
    const qsh = createHash('sha256').update(canonical).digest('hex');
    const claims = { iss: 'client-key-1', iat: NOW_SECONDS, exp: NOW_SECONDS + 180, qsh };
    const input = `${encode({ typ: 'JWT', alg: 'HS256' })}.${encode(claims)}`;
    return `${input}.${hmac('sha256', sharedSecret, input, 'base64url')}`;
  };
  const signed = (name, path, canonical, { summary = 'x', options = {} } = {}) =>
    vector({
      name,
      origin: 'own',
      by,
      url: origin + path,
      headers: { 'content-type': JSON_TYPE, authorization: `JWT ${tokenFor(canonical)}` },
      body: JSON.stringify({
        timestamp: NOW_MS - 5_000,
        webhookEvent: 'jira:issue_created',
        issue: { id: '10001', key: 'X-1', fields: { summary } },
      }),
      config: { sharedSecret, options },
      expect: {
        events: [{ type: 'jira-connect.jira:issue_created', subject: 'X-1', time: iso(NOW_SECONDS - 5) }],
      },
    });
  // The canonical requests are written out by hand, from the rules of the page.
  return [
    signed('issue-created', '/in/jira-connect', 'POST&/in/jira-connect&'),
    signed('exotic-characters', '/in/jira-connect', 'POST&/in/jira-connect&', { summary: 'Zürich 🚀 $& 100%' }),
    signed(
      'query',
      '/in/jira-connect?user_key=a%20b&user_id=1&z=(*)&repeated=2&repeated=1&jwt=x',
      'POST&/in/jira-connect&repeated=1,2&user_id=1&user_key=a%20b&z=%28%2A%29',
    ),
    signed('base-path', '/in/jira-connect', 'POST&/jira-connect&', { options: { basePath: '/in' } }),
    signed('client-key', '/in/jira-connect/', 'POST&/in/jira-connect&', { options: { clientKey: 'client-key-1' } }),
  ];
}
