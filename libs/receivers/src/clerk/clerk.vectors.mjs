import { createHmac } from 'node:crypto';
import { iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

const ID = 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W';

export default function clerkVectors() {
  const secret = 'whsec_aW52ZW50ZWQtY2xlcmstc2VjcmV0LTAwMDAwMDE=';
  const by = 'clerk.com/docs/webhooks/sync-data; docs.svix.com/receiving/verifying-payloads/how-manual';
  const v1 = (body, key = secret) =>
    `v1,${createHmac('sha256', Buffer.from(key.slice('whsec_'.length), 'base64'))
      .update(`${ID}.${NOW_SECONDS}.${body}`)
      .digest('base64')}`;
  const signed = (name, payload, event, { body = JSON.stringify(payload), signature = v1(body), ...more } = {}) => {
    const headers = {
      'content-type': JSON_TYPE,
      'svix-id': ID,
      'svix-timestamp': String(NOW_SECONDS),
      'svix-signature': signature,
    };
    return vector({ name, origin: 'own', by, headers, body, config: { secret }, expect: { events: [event] }, ...more });
  };
  const created = {
    data: { id: 'user_1', object: 'user', first_name: 'Ada' },
    instance_id: 'ins_1',
    object: 'event',
    timestamp: (NOW_SECONDS - 5) * 1_000,
    type: 'user.created',
  };
  const exotic = { data: { id: 'org_1', name: 'Zürich 🚀 $& 100%' }, object: 'event', type: 'organization.updated' };
  const sent = iso(NOW_SECONDS);
  return [
    signed('user-created', created, { id: ID, type: 'clerk.user.created', subject: 'user_1', time: sent }),
    signed('exotic-characters', exotic, { id: ID, type: 'clerk.organization.updated', subject: 'org_1', time: sent }),
  ];
}
