import { MESSAGE_ID, standardVectors } from '../../scripts/standard-webhooks-tools.mjs';
import { iso, NOW_SECONDS } from '../../scripts/vector-tools.mjs';

export default function clerkVectors() {
  const secret = 'whsec_aW52ZW50ZWQtY2xlcmstc2VjcmV0LTAwMDAwMDE=';
  const by = 'clerk.com/docs/webhooks/sync-data; docs.svix.com/receiving/verifying-payloads/how-manual';
  const { signed } = standardVectors({ secret, by, prefix: 'svix' });
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
    signed('user-created', created, { id: MESSAGE_ID, type: 'clerk.user.created', subject: 'user_1', time: sent }),
    signed('exotic-characters', exotic, {
      id: MESSAGE_ID,
      type: 'clerk.organization.updated',
      subject: 'org_1',
      time: sent,
    }),
  ];
}
