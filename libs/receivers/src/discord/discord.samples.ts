import { valueAt, withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

/** What Discord is known to send: interactions, and events of the application. */
export const discordEventNames = [
  'APPLICATION_AUTHORIZED',
  'APPLICATION_COMMAND',
  'APPLICATION_COMMAND_AUTOCOMPLETE',
  'APPLICATION_DEAUTHORIZED',
  'ENTITLEMENT_CREATE',
  'ENTITLEMENT_DELETE',
  'ENTITLEMENT_UPDATE',
  'MESSAGE_COMPONENT',
  'MODAL_SUBMIT',
  'QUEST_USER_ENROLLMENT',
] as const;

const user = { id: '53908232506183680', username: 'ada', global_name: 'Ada' };

export const discordSamples: Readonly<Record<string, Sample>> = {
  APPLICATION_COMMAND: {
    body: {
      id: '786008729715212338',
      application_id: '775799577604522054',
      type: 2,
      data: { id: '771825006014889984', name: 'deploy', type: 1 },
      channel_id: '645027906669510667',
      member: { user, roles: [] },
      token: 'invented-interaction-token',
      version: 1,
    },
  },
  APPLICATION_AUTHORIZED: {
    body: {
      version: 1,
      application_id: '775799577604522054',
      type: 1,
      event: {
        type: 'APPLICATION_AUTHORIZED',
        timestamp: '2026-01-15T08:53:20.000Z',
        data: { integration_type: 1, user, scopes: ['applications.commands'] },
      },
    },
  },
};

/** Interactions have an id; events have a time and none. */
export function freshenDiscord(sample: Sample, { id, now }: Freshness): Sample {
  const event = valueAt(sample.body, 'event');
  const fresh =
    event === undefined ? { id } : { event: withFields(event, { timestamp: now.toISOString(), nonce: id }) };
  return { ...sample, body: withFields(sample.body, fresh) };
}
