import type { Sample } from '../kit/index.js';

/** What Clerk is known to send. */
export const clerkEventNames = [
  'email.created',
  'invitation.accepted',
  'invitation.created',
  'invitation.revoked',
  'organization.created',
  'organization.deleted',
  'organization.updated',
  'organizationInvitation.accepted',
  'organizationInvitation.created',
  'organizationInvitation.revoked',
  'organizationMembership.created',
  'organizationMembership.deleted',
  'organizationMembership.updated',
  'role.created',
  'role.deleted',
  'role.updated',
  'session.created',
  'session.ended',
  'session.pending',
  'session.removed',
  'session.revoked',
  'sms.created',
  'user.created',
  'user.deleted',
  'user.updated',
  'waitlistEntry.created',
  'waitlistEntry.updated',
] as const;

export const clerkSamples: Readonly<Record<string, Sample>> = {
  'user.created': {
    body: {
      object: 'event',
      type: 'user.created',
      instance_id: 'ins_2g7np7Hrk0SN6kj5EDMLDaKNL0S',
      timestamp: 1_760_000_000_000,
      data: {
        object: 'user',
        id: 'user_29w83sxmDNGwOuEthce5gg56FcC',
        first_name: 'Ada',
        last_name: 'Lovelace',
        username: null,
        primary_email_address_id: 'idn_29w83yL7CwVlJXylYLxcslromF1',
        email_addresses: [{ id: 'idn_29w83yL7CwVlJXylYLxcslromF1', email_address: 'ada@example.org' }],
        image_url: 'https://img.clerk.com/xxxxxx',
        public_metadata: {},
        created_at: 1_759_999_999_000,
        updated_at: 1_759_999_999_000,
      },
    },
  },
  'user.deleted': {
    body: {
      object: 'event',
      type: 'user.deleted',
      instance_id: 'ins_2g7np7Hrk0SN6kj5EDMLDaKNL0S',
      timestamp: 1_760_000_000_000,
      data: { object: 'user', id: 'user_29w83sxmDNGwOuEthce5gg56FcC', deleted: true },
    },
  },
};
