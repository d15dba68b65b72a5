import {
  body,
  concat,
  defineReceiver,
  form,
  header,
  hmac,
  json,
  ReceiverModule,
  textAt,
  timeAt,
  toleranceOption,
} from '../kit/index.js';
import { slackEventNames } from './slack.event-names.js';
import { slackHandshakes } from './slack.handshakes.js';
import { freshenSlack, slackSamples } from './slack.samples.js';
import type { SlackEvents } from './slack.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    slack: SlackEvents;
  }
}

const TIMESTAMP = header('x-slack-request-timestamp');
const TOLERANCE_SECONDS = 300;

/** Slack: the Events API, slash commands and interactivity, all under one signature. */
export const slack = defineReceiver({
  name: 'slack',
  title: 'Slack',
  docs: 'https://docs.slack.dev/authentication/verifying-requests-from-slack',
  assurance: 'signed-body',
  setup: [
    'Open your app at api.slack.com/apps, Basic Information, and give its Signing Secret to this source.',
    'Event Subscriptions: turn events on, paste the URL of this source as the Request URL, and choose the events.',
    'Interactivity & Shortcuts: paste the same URL, if the app has buttons or forms.',
    'Slash Commands: paste the same URL for each command.',
  ],
  secret: {
    name: 'signingSecret',
    label: 'Signing Secret',
    help: 'Slack makes it: under Basic Information > App Credentials of your app.',
  },
  options: [toleranceOption(TOLERANCE_SECONDS)],
  body: [json, form({ jsonField: 'payload', isOptional: true })],
  verify: hmac({
    algorithm: 'sha256',
    header: 'x-slack-signature',
    prefix: 'v0=',
    signed: concat('v0:', TIMESTAMP, ':', body),
    timestamp: { from: TIMESTAMP, unit: 'seconds', toleranceSeconds: TOLERANCE_SECONDS },
  }),
  handshakes: slackHandshakes,
  read(_request, payload) {
    const command = textAt(payload, 'command');
    return {
      id: textAt(payload, 'event_id') ?? textAt(payload, 'trigger_id'),
      // An event names itself inside its envelope; interactions and app_rate_limited do so at the top.
      type:
        command === undefined
          ? (textAt(payload, 'event', 'type') ?? textAt(payload, 'type'))
          : `slash_command:${command}`,
      subject: textAt(payload, 'event', 'channel') ?? textAt(payload, 'channel', 'id') ?? textAt(payload, 'channel_id'),
      time: timeAt(payload, 'event_time'),
    };
  },
  // A body would be shown to the user as the answer to a command.
  answer: { status: 200 },
  replyWithinMs: 2_500,
  events: slackEventNames,
  samples: slackSamples,
  freshen: freshenSlack,
});

export class SlackReceiverModule extends ReceiverModule(slack) {}
