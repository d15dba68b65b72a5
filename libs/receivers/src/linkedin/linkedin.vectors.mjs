import { hmac, iso, JSON_TYPE, NOW_MS, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function linkedinVectors() {
  const config = { clientSecret: 'invented-linkedin-client-secret' };
  const by = 'learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation';
  const social = 'ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS';
  const like = {
    notificationId: 5_603_453_321,
    organizationalEntity: 'urn:li:organization:1234567',
    action: 'LIKE',
    sourcePost: 'urn:li:activity:7094637247890620418',
    generatedActivity: 'urn:li:activity:7094637247890620419',
    lastModifiedAt: NOW_MS - 5_000,
    subscriber: 'urn:li:person:aDa0Invented',
  };
  const liked = {
    id: '5603453321',
    type: `linkedin.${social}`,
    subject: 'urn:li:organization:1234567',
    time: iso(NOW_SECONDS - 5),
  };
  const comment = {
    ...like,
    notificationId: 5_603_453_322,
    action: 'COMMENT',
    decoratedGeneratedActivity: { comment: { entity: 'urn:li:comment:(1,2)', text: 'Zürich 🚀 $& 100%' } },
  };
  const lead = {
    type: 'LEAD_ACTION',
    leadAction: 'CREATED',
    leadGenFormResponse: 'urn:li:leadGenFormResponse:invented-1',
    occurredAt: NOW_MS - 5_000,
  };
  const signed = (name, payload, events, headerPrefix = '') => {
    const body = JSON.stringify(payload);
    const headers = {
      'content-type': JSON_TYPE,
      'x-li-signature': headerPrefix + hmac('sha256', config.clientSecret, `hmacsha256=${body}`),
    };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events } });
  };
  // The challenge is answered under the newest secret only, so linkedin.receiver.spec.ts tries it.
  return [
    signed('like', { type: social, notifications: [like] }, [liked]),
    signed('exotic-characters-in-a-batch', { type: social, notifications: [like, comment] }, [
      liked,
      { ...liked, id: '5603453322' },
    ]),
    signed('prefix-in-the-header', { type: social, notifications: [like] }, [liked], 'hmacsha256='),
    signed('lead', lead, [
      { type: 'linkedin.LEAD_ACTION', subject: 'urn:li:leadGenFormResponse:invented-1', time: iso(NOW_SECONDS - 5) },
    ]),
  ];
}
