import { createRequire } from 'node:module';
import {
  base64,
  FORM_TYPE,
  hmac,
  iso,
  JSON_TYPE,
  NO_SNIFFING,
  NOW_MS,
  NOW_SECONDS,
} from '../../scripts/vector-tools.mjs';

const { verifySlackRequest } = createRequire(import.meta.url)('@slack/bolt');

export default function slackVectors() {
  const signingSecret = 'invented8f742231b10e8888abcd99ff';
  const by = '@slack/bolt@5.1.0 verifySlackRequest()';
  const vector = (name, contentType, body, expected) => {
    const headers = {
      'content-type': contentType,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': String(NOW_SECONDS),
      'x-slack-signature': `v0=${hmac('sha256', signingSecret, `v0:${NOW_SECONDS}:${body}`)}`,
    };
    verifySlackRequest({
      signingSecret,
      body,
      headers: { ...headers, 'x-slack-request-timestamp': NOW_SECONDS },
      nowMilliseconds: NOW_MS,
    });
    const request = { method: 'POST', headers, bodyBase64: base64(body) };
    return { name, origin: 'sdk-verified', by, request, config: { signingSecret }, nowMs: NOW_MS, expect: expected };
  };
  const callback = (event) =>
    JSON.stringify({
      token: 'z26uFbvR1xHJEdHE1OQiO6t8',
      team_id: 'T123ABC456',
      api_app_id: 'A123ABC456',
      event,
      type: 'event_callback',
      event_id: 'Ev123ABC456',
      event_time: NOW_SECONDS - 10,
      authed_users: ['U2'],
    });
  const one = (type, id, more) => ({ events: [{ id, type: `slack.${type}`, ...more }] });
  const time = iso(NOW_SECONDS - 10);

  const mention = callback({
    type: 'app_mention',
    user: 'U1',
    text: '<@U2> hi',
    ts: '1.1',
    channel: 'C1',
    event_ts: '1.1',
  });
  const exotic = callback({
    type: 'message',
    text: 'Zürich 🚀 & $1 + 100%',
    ts: '1.2',
    channel: 'C1',
    event_ts: '1.2',
  });
  const command = new URLSearchParams({
    token: 'x',
    team_id: 'T1',
    channel_id: 'C1',
    command: '/deploy',
    text: 'ssl_check=1 & more',
    response_url: 'https://hooks.slack.com/commands/T1/1/x',
    trigger_id: '1.2.3',
  }).toString();
  const interaction = {
    type: 'block_actions',
    user: { id: 'U1', username: 'ada' },
    team: { id: 'T1', domain: 'example' },
    channel: { id: 'C1', name: 'ops' },
    trigger_id: '4.5.6',
    actions: [{ type: 'button', action_id: 'approve', block_id: 'b', value: 'yes', action_ts: '1.3' }],
  };
  const challenge = '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P';
  return [
    vector('app-mention', JSON_TYPE, mention, one('app_mention', 'Ev123ABC456', { subject: 'C1', time })),
    vector('exotic-characters', JSON_TYPE, exotic, one('message', 'Ev123ABC456', { subject: 'C1', time })),
    vector('slash-command', FORM_TYPE, command, one('slash_command:/deploy', '1.2.3', { subject: 'C1' })),
    vector('interaction', FORM_TYPE, new URLSearchParams({ payload: JSON.stringify(interaction) }).toString(), {
      events: [{ id: '4.5.6', type: 'slack.block_actions', subject: 'C1' }],
    }),
    vector('url-verification', JSON_TYPE, JSON.stringify({ token: 'x', challenge, type: 'url_verification' }), {
      handshake: { status: 200, contentType: 'text/plain', headers: NO_SNIFFING, body: challenge },
    }),
    {
      name: 'ssl-check',
      origin: 'own',
      by: 'docs.slack.dev: a form with ssl_check=1, which may come without a signature',
      request: { method: 'POST', headers: { 'content-type': FORM_TYPE }, bodyBase64: base64('ssl_check=1&token=x') },
      config: { signingSecret },
      nowMs: NOW_MS,
      expect: { handshake: { status: 200 } },
    },
    {
      name: 'documentation',
      origin: 'published',
      by: 'docs.slack.dev/authentication/verifying-requests-from-slack',
      request: {
        method: 'POST',
        headers: {
          'content-type': FORM_TYPE,
          'x-slack-request-timestamp': '1531420618',
          'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
        },
        bodyBase64: base64(
          'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar' +
            '&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com' +
            '%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.' +
            '803a0bc887a14d10d2c447fce8b6703c',
        ),
      },
      config: { signingSecret: '8f742231b10e8888abcd99yyyzzz85a5' },
      nowMs: 1_531_420_618_000,
      expect: one('slash_command:/webhook-collect', '398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c', {
        subject: 'G8PSS9T3V',
      }),
    },
  ];
}
