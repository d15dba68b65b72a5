import {
  defineReceiver,
  idAt,
  inHeader,
  ReceiverModule,
  timeAt,
  token,
  valueAt,
  type WithNames,
} from '../kit/index.js';
import { freshenTelegram, telegramEventNames, telegramSamples } from './telegram.samples.js';
import type { TelegramEvents } from './telegram.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    telegram: WithNames<TelegramEvents, (typeof telegramEventNames)[number]>;
  }
}

/** Telegram's Bot API. It sends a secret along, and signs nothing. */
export const telegram = defineReceiver({
  name: 'telegram',
  title: 'Telegram Bot API',
  docs: 'https://core.telegram.org/bots/api#setwebhook',
  assurance: 'authenticated',
  setup: [
    'Make a bot with @BotFather, which gives you its token.',
    'Invent a long random secret of letters, digits, _ and -, and give it to this source.',
    'Call https://api.telegram.org/bot<token>/setWebhook with url (the URL of this source) and secret_token.',
    'With allowed_updates, choose the types of updates.',
    'Write to the bot. The message arrives here as telegram.message.',
  ],
  secret: {
    name: 'secretToken',
    label: 'Secret token',
    help: 'You choose it: up to 256 letters, digits, _ and -, the same here and in setWebhook.',
  },
  verify: token(inHeader('x-telegram-bot-api-secret-token')),
  read(_request, payload) {
    const type = Object.keys(Object(payload) as object).find((key) => key !== 'update_id');
    const update = type === undefined ? undefined : valueAt(payload, type);
    return {
      id: idAt(payload, 'update_id'),
      type,
      subject: idAt(update, 'chat', 'id') ?? idAt(update, 'message', 'chat', 'id'),
      time: timeAt(update, 'date'),
    };
  },
  // A body would be taken for a call of the Bot API.
  answer: { status: 200 },
  events: telegramEventNames,
  samples: telegramSamples,
  freshen: freshenTelegram,
});

export class TelegramReceiverModule extends ReceiverModule(telegram) {}
