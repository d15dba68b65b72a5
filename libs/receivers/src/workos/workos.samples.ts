import { withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

/** What WorkOS is known to send, as far as most people meet it. */
export const workosEventNames = [
  'authentication.email_verification_succeeded',
  'authentication.password_failed',
  'authentication.sso_succeeded',
  'connection.activated',
  'connection.deactivated',
  'connection.deleted',
  'dsync.activated',
  'dsync.deleted',
  'dsync.group.created',
  'dsync.group.user_added',
  'dsync.user.created',
  'dsync.user.deleted',
  'dsync.user.updated',
  'invitation.created',
  'organization.created',
  'organization.deleted',
  'organization.updated',
  'organization_membership.created',
  'session.created',
  'user.created',
  'user.deleted',
  'user.updated',
] as const;

function sampleOf(event: string, data: object): Sample {
  return { body: { id: 'event_01INVENTED', event, created_at: '2026-01-15T08:53:20.000Z', data } };
}

export const workosSamples: Readonly<Record<string, Sample>> = {
  'user.created': sampleOf('user.created', {
    object: 'user',
    id: 'user_01INVENTED',
    email: 'ada@example.com',
    email_verified: true,
    first_name: 'Ada',
    last_name: 'Lovelace',
  }),
  'dsync.user.created': sampleOf('dsync.user.created', {
    object: 'directory_user',
    id: 'directory_user_01INVENTED',
    directory_id: 'directory_01INVENTED',
    organization_id: 'org_01INVENTED',
    idp_id: '8931',
    email: 'ada@example.com',
    first_name: 'Ada',
    last_name: 'Lovelace',
    state: 'active',
  }),
};

export function freshenWorkos(sample: Sample, { id, now }: Freshness): Sample {
  return { ...sample, body: withFields(sample.body, { id: `event_${id}`, created_at: now.toISOString() }) };
}
