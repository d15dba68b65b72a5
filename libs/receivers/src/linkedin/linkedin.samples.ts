import { createHash } from 'node:crypto';
import { valueAt, withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

/** What LinkedIn is known to send. */
export const linkedinEventNames: readonly string[] = ['LEAD_ACTION', 'ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS'];

const POST = 'urn:li:activity:7094637247890620418';
const COMMENT = `urn:li:comment:(${POST},7094977717598625792)`;

export const linkedinSamples: Readonly<Record<string, Sample>> = {
  ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS: {
    body: {
      type: 'ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS',
      notifications: [
        {
          notificationId: 4_406_004,
          organizationalEntity: 'urn:li:organization:1234567',
          action: 'COMMENT',
          sourcePost: POST,
          decoratedSourcePost: {
            entity: 'urn:li:share:7094637247487995904',
            owner: 'urn:li:organization:1234567',
            text: 'We are open on Sundays now.',
            mediaCategory: 'NONE',
          },
          generatedActivity: COMMENT,
          decoratedGeneratedActivity: {
            comment: { entity: COMMENT, owner: 'urn:li:person:aDa0Invented', object: POST, text: 'From when?' },
          },
          lastModifiedAt: 1_760_000_000_000,
          subscriber: 'urn:li:person:bOb0Invented',
        },
      ],
    },
  },
  LEAD_ACTION: {
    body: {
      type: 'LEAD_ACTION',
      leadAction: 'CREATED',
      leadGenForm: 'urn:li:versionedLeadGenForm:(urn:li:leadGenForm:3162,1)',
      leadGenFormResponse: 'urn:li:leadGenFormResponse:invented-1',
      leadType: 'SPONSORED',
      owner: { sponsoredAccount: 'urn:li:sponsoredAccount:522529623' },
      occurredAt: 1_760_000_000_000,
    },
  },
};

/** LinkedIn numbers notifications, and names a lead by a URN. */
export function freshenLinkedin(sample: Sample, { id, now }: Freshness): Sample {
  const at = now.getTime();
  const notifications = valueAt(sample.body, 'notifications');
  const fields = Array.isArray(notifications)
    ? {
        notifications: notifications.map((one) =>
          withFields(one, { notificationId: numberOf(id), lastModifiedAt: at }),
        ),
      }
    : { leadGenFormResponse: `urn:li:leadGenFormResponse:${id}`, occurredAt: at };
  return { ...sample, body: withFields(sample.body, fields) };
}

/** A number that JSON holds exactly. */
function numberOf(id: string): number {
  return createHash('sha256').update(id).digest().readUIntBE(0, 6);
}
