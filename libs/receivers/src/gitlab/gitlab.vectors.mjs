import { createHmac } from 'node:crypto';
import { JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

const ID = 'f5e5f430-f57b-4e6e-9fac-d9128cd7232f';

export default function gitlabVectors() {
  const signingToken = 'whsec_aW52ZW50ZWQtZ2l0bGFiLXNpZ25pbmctdG9rZW4=';
  const docs = 'docs.gitlab.com/user/project/integrations/webhooks';
  const key = Buffer.from(signingToken.slice('whsec_'.length), 'base64');
  const v1 = (body) => createHmac('sha256', key).update(`${ID}.${NOW_SECONDS}.${body}`).digest('base64');
  const common = {
    'content-type': JSON_TYPE,
    'user-agent': 'GitLab/18.4.0',
    'x-gitlab-event-uuid': '13792a34-cac6-4fda-95a8-c58e00a3954e',
    'idempotency-key': ID,
  };
  const signed = (name, event, payload, expected) => {
    const body = JSON.stringify(payload);
    const headers = {
      ...common,
      'x-gitlab-event': event,
      'webhook-id': ID,
      'webhook-timestamp': String(NOW_SECONDS),
      'webhook-signature': `v1,${v1(body)}`,
    };
    const by = `${docs}: signing token (Standard Webhooks)`;
    return vector({ name, origin: 'own', by, headers, body, config: { signingToken }, expect: { events: [expected] } });
  };
  const project = { id: 15, path_with_namespace: 'mike/diaspora' };
  const push = { object_kind: 'push', event_name: 'push', ref: 'refs/heads/main', project };
  const merge = { object_kind: 'merge_request', project, object_attributes: { title: 'Zürich 🚀 $& 100%' } };
  const read = (type) => ({ id: ID, type: `gitlab.${type}`, subject: 'mike/diaspora' });
  return [
    signed('push', 'Push Hook', push, read('push')),
    signed('exotic-characters', 'Merge Request Hook', merge, read('merge_request')),
  ];
}
