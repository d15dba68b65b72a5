import {
  body,
  concat,
  defineReceiver,
  header,
  publicKey,
  ReceiverModule,
  textAt,
  timeAt,
  toleranceOption,
  valueAt,
  type WithNames,
} from '../kit/index.js';
import { discordEventNames, discordSamples, freshenDiscord } from './discord.samples.js';
import type { Handshake } from '../kit/index.js';
import type { DiscordEvents, DiscordWebhookEvent } from './discord.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    discord: WithNames<DiscordEvents, (typeof discordEventNames)[number], DiscordWebhookEvent<string, unknown>>;
  }
}

const TIMESTAMP = header('x-signature-timestamp');
const TOLERANCE_SECONDS = 300;

/** Discord numbers its interactions. Source: discord.com/developers/docs/interactions/receiving-and-responding. */
const INTERACTIONS: ReadonlyMap<unknown, string> = new Map([
  [2, 'APPLICATION_COMMAND'],
  [3, 'MESSAGE_COMPONENT'],
  [4, 'APPLICATION_COMMAND_AUTOCOMPLETE'],
  [5, 'MODAL_SUBMIT'],
]);

/** Discord tries both URLs with good and with bad signatures before it saves them. */
const handshakes: readonly Handshake[] = [
  {
    name: 'interaction_ping',
    isSigned: true,
    answer: (_request, payload) =>
      valueAt(payload, 'type') === 1 && valueAt(payload, 'event') === undefined
        ? { status: 200, contentType: 'application/json', body: '{"type":1}' }
        : null,
  },
  {
    name: 'event_ping',
    isSigned: true,
    answer: (_request, payload) => (valueAt(payload, 'type') === 0 ? { status: 204 } : null),
  },
];

/** Discord: interactions (commands, buttons, forms) and webhook events of an application. */
export const discord = defineReceiver({
  name: 'discord',
  title: 'Discord',
  docs: 'https://discord.com/developers/docs/interactions/overview',
  assurance: 'signed-body',
  setup: [
    'Open the application in the Discord Developer Portal, General Information.',
    'Copy its Public Key and give it to this source.',
    'Interactions Endpoint URL: the https URL of this source. Save; Discord tries it at once.',
    'Webhooks: the same URL, switch Events on, and choose the events.',
    'Interactions want an answer within three seconds: write a reply handler.',
  ],
  secret: {
    name: 'publicKey',
    label: 'Public Key',
    help: 'Discord makes it: 64 hex digits under General Information of the application.',
  },
  options: [toleranceOption(TOLERANCE_SECONDS)],
  verify: publicKey({
    algorithm: 'ed25519',
    header: 'x-signature-ed25519',
    signed: concat(TIMESTAMP, body),
    timestamp: { from: TIMESTAMP, unit: 'seconds', toleranceSeconds: TOLERANCE_SECONDS },
  }),
  handshakes,
  read: (_request, payload) => ({
    id: textAt(payload, 'id'),
    type: textAt(payload, 'event', 'type') ?? INTERACTIONS.get(valueAt(payload, 'type')),
    subject: textAt(payload, 'channel_id') ?? textAt(payload, 'event', 'data', 'user', 'id'),
    time: timeAt(payload, 'event', 'timestamp'),
  }),
  answer: { status: 204 },
  replyWithinMs: 2_500,
  events: discordEventNames,
  samples: discordSamples,
  freshen: freshenDiscord,
});

export class DiscordReceiverModule extends ReceiverModule(discord) {}
