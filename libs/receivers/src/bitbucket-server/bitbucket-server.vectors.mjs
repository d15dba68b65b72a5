import { hmac, JSON_TYPE, vector } from '../../scripts/vector-tools.mjs';

export default function bitbucketServerVectors() {
  const config = { secret: 'invented-bitbucket-server-secret' };
  const common = {
    origin: 'own',
    by: 'confluence.atlassian.com/bitbucketserver/manage-webhooks-938025878.html',
    config,
  };
  const id = '5f3c9c1e-0d3f-4a76-9f4b-0e6b1e2f7c55';
  const headersOf = (event) => ({
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Atlassian HttpClient unknown / Bitbucket-9.4.0',
    'x-event-key': event,
    'x-request-id': id,
  });
  const signed = (name, event, payload, events) => {
    const body = JSON.stringify(payload);
    const headers = { ...headersOf(event), 'x-hub-signature': `sha256=${hmac('sha256', config.secret, body)}` };
    const expected = events.map((more) => ({ id, type: `bitbucket-server.${event}`, ...more }));
    return vector({ ...common, name, headers, body, expect: { events: expected } });
  };
  const repository = { slug: 'engine', project: { key: 'ENG' } };
  const about = { date: '2025-10-09T10:53:10+0200', actor: { name: 'ada' } };
  const known = { subject: 'ENG/engine', time: '2025-10-09T08:53:10.000Z' };
  const change = (name) => ({ ref: { displayId: name }, refId: `refs/heads/${name}`, type: 'UPDATE' });
  const opened = { ...about, pullRequest: { id: 1, title: 'Zürich 🚀 $& 100%', toRef: { repository } } };
  return [
    signed('push', 'repo:refs_changed', { ...about, repository, changes: [change('main')] }, [known]),
    signed('push-of-two', 'repo:refs_changed', { ...about, repository, changes: [change('main'), change('next')] }, [
      known,
      { ...known, id: `${id}#1` },
    ]),
    signed('exotic-characters', 'pr:opened', opened, [known]),
    vector({
      ...common,
      name: 'test-connection-unsigned',
      headers: { ...headersOf('diagnostics:ping'), 'content-type': JSON_TYPE },
      body: '{"test": true}',
      expect: { handshake: { status: 200 } },
    }),
  ];
}
