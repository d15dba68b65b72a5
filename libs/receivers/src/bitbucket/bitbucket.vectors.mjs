import { hmac, JSON_TYPE, vector } from '../../scripts/vector-tools.mjs';

export default function bitbucketVectors() {
  const config = { secret: 'invented-bitbucket-secret' };
  const docs = 'support.atlassian.com/bitbucket-cloud/docs/manage-webhooks';
  const id = '5b3c9c4e-2f0e-4d3a-9b1a-0c6a1e9f7d21';
  const headersOf = (event, signature) => ({
    'content-type': JSON_TYPE,
    'user-agent': 'Bitbucket-Webhooks/2.0',
    'x-event-key': event,
    'x-hook-uuid': '41d5b6ad-1b0e-4f0c-9d3e-5c0a6b4c1f0a',
    'x-request-uuid': id,
    'x-attempt-number': '1',
    'x-hub-signature': `sha256=${signature}`,
  });
  const signed = (name, event, payload, indent) => {
    const body = JSON.stringify(payload, null, indent);
    const headers = headersOf(event, hmac('sha256', config.secret, body));
    const expected = { id, type: `bitbucket.${event}`, subject: 'analytical/engine' };
    return vector({ name, origin: 'own', by: docs, headers, body, config, expect: { events: [expected] } });
  };
  const about = { actor: { nickname: 'ada' }, repository: { full_name: 'analytical/engine', uuid: '{b7f5}' } };
  const change = { old: null, new: { type: 'branch', name: 'main' }, created: true, closed: false, forced: false };
  const documented = 'a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9';
  return [
    signed('push', 'repo:push', { ...about, push: { changes: [change] } }),
    // One event, however many branches were pushed.
    signed('push-of-two', 'repo:push', { ...about, push: { changes: [change, change] } }, 2),
    signed('exotic-characters', 'pullrequest:created', {
      ...about,
      pullrequest: { id: 1, title: 'Zürich 🚀 $& 100%' },
    }),
    vector({
      name: 'documentation',
      origin: 'published',
      by: `${docs}: a text, which is no webhook`,
      headers: headersOf('repo:push', documented),
      body: 'Hello World!',
      config: { secret: "It's a Secret to Everybody" },
      expect: { refusedAs: 'malformed_body' },
    }),
  ];
}
