import { valueAt, withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

/** What Okta is known to send, as far as most orgs meet it. */
export const oktaEventNames = [
  'application.user_membership.add',
  'application.user_membership.remove',
  'group.user_membership.add',
  'group.user_membership.remove',
  'policy.lifecycle.update',
  'security.threat.detected',
  'user.account.lock',
  'user.account.reset_password',
  'user.account.update_profile',
  'user.lifecycle.activate',
  'user.lifecycle.create',
  'user.lifecycle.deactivate',
  'user.lifecycle.suspend',
  'user.session.end',
  'user.session.start',
] as const;

const ada = { id: '00uinvented', type: 'User', alternateId: 'ada@example.com', displayName: 'Ada Lovelace' };

function sampleOf(eventType: string, fields: object): Sample {
  return {
    body: {
      eventType: 'com.okta.event_hook',
      eventTypeVersion: '1.0',
      cloudEventsVersion: '0.1',
      source: 'https://example.okta.com/api/v1/eventHooks/whoinvented',
      eventId: 'b5a188b9-5ece-4636-b041-482ffda96311',
      data: {
        events: [
          {
            uuid: '79d55b64-ee5e-4b8b-b8a3-f2c6d7e4f0a1',
            published: '2026-01-15T08:53:20.000Z',
            eventType,
            severity: 'INFO',
            actor: ada,
            outcome: { result: 'SUCCESS', reason: null },
            ...fields,
          },
        ],
      },
      eventTime: '2026-01-15T08:53:21.000Z',
      contentType: 'application/json',
    },
  };
}

export const oktaSamples: Readonly<Record<string, Sample>> = {
  'user.session.start': sampleOf('user.session.start', { displayMessage: 'User login to Okta', target: null }),
  'user.lifecycle.create': sampleOf('user.lifecycle.create', { displayMessage: 'Create Okta user', target: [ada] }),
};

export function freshenOkta(sample: Sample, { id, now }: Freshness): Sample {
  const data = valueAt(sample.body, 'data');
  const event = withFields(valueAt(data, 'events', '0'), { uuid: id, published: now.toISOString() });
  return { ...sample, body: withFields(sample.body, { data: withFields(data, { events: [event] }) }) };
}
