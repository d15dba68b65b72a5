import { withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

function eventOf(event: object): Sample {
  return {
    body: {
      type: 'event_callback',
      team_id: 'T123ABC456',
      api_app_id: 'A123ABC456',
      event,
      event_id: 'Ev123ABC456',
      event_time: 1_760_000_000,
      authorizations: [{ team_id: 'T123ABC456', user_id: 'U222222222', is_bot: true }],
    },
  };
}

export const slackSamples: Readonly<Record<string, Sample>> = {
  app_mention: eventOf({
    type: 'app_mention',
    user: 'U061F7AUR',
    text: '<@U222222222> is it deployed?',
    ts: '1759999990.000100',
    channel: 'C123ABC456',
    event_ts: '1759999990.000100',
  }),
  message: eventOf({
    type: 'message',
    user: 'U061F7AUR',
    text: 'Good morning',
    ts: '1759999990.000200',
    channel: 'C123ABC456',
    channel_type: 'channel',
    event_ts: '1759999990.000200',
  }),
  'slash_command:/deploy': {
    headers: FORM,
    body: new URLSearchParams({
      team_id: 'T123ABC456',
      team_domain: 'example',
      channel_id: 'C123ABC456',
      channel_name: 'ops',
      user_id: 'U061F7AUR',
      user_name: 'ada',
      command: '/deploy',
      text: 'production',
      response_url: 'https://hooks.slack.com/commands/T123ABC456/1/x',
      trigger_id: '398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
    }).toString(),
  },
  block_actions: {
    headers: FORM,
    body: new URLSearchParams({
      payload: JSON.stringify({
        type: 'block_actions',
        user: { id: 'U061F7AUR', username: 'ada' },
        team: { id: 'T123ABC456', domain: 'example' },
        api_app_id: 'A123ABC456',
        trigger_id: '12466734323.1395872398.b7f0e3a1',
        channel: { id: 'C123ABC456', name: 'ops' },
        response_url: 'https://hooks.slack.com/actions/T123ABC456/1/x',
        actions: [
          { type: 'button', action_id: 'approve', block_id: 'b1', value: 'yes', action_ts: '1759999990.000300' },
        ],
      }),
    }).toString(),
  },
};

/** Slack writes its ids into the body: `event_id` for events, `trigger_id` for commands and interactions. */
export function freshenSlack(sample: Sample, { id, now }: Freshness): Sample {
  const event = { event_id: `Ev${id}`, event_time: Math.floor(now.getTime() / 1_000) };
  if (typeof sample.body !== 'string') return { ...sample, body: withFields(sample.body, event) };
  const fields = new URLSearchParams(sample.body);
  const payload = fields.get('payload');
  if (payload === null) fields.set('trigger_id', id);
  else fields.set('payload', JSON.stringify(withFields(JSON.parse(payload), { trigger_id: id })));
  return { ...sample, body: fields.toString() };
}
