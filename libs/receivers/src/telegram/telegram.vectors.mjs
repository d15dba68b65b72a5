import { iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function telegramVectors() {
  const secretToken = 'invented-telegram_TOKEN-0123456789';
  const one = (name, update, type, subject) =>
    vector({
      name,
      origin: 'own',
      by: 'core.telegram.org/bots/api#setwebhook',
      url: 'https://hub.example.com/api/webhooks/incoming/telegram',
      headers: { 'content-type': JSON_TYPE, 'x-telegram-bot-api-secret-token': secretToken },
      body: JSON.stringify({ update_id: 10_000, ...update }),
      config: { secretToken },
      expect: {
        events: [{ id: '10000', type: `telegram.${type}`, subject, time: update[type].date ? iso(NOW_SECONDS) : null }],
      },
    });
  const chat = { id: -100_123, type: 'supergroup' };
  return [
    one('message', { message: { message_id: 1, date: NOW_SECONDS, chat, text: '/start' } }, 'message', '-100123'),
    one(
      'exotic-characters',
      { edited_message: { message_id: 1, date: NOW_SECONDS, chat, text: 'Zürich 🚀 $& 100%' } },
      'edited_message',
      '-100123',
    ),
    one('callback-query', { callback_query: { id: 'q', message: { chat }, data: 'x' } }, 'callback_query', '-100123'),
    one('inline-query', { inline_query: { id: 'q', query: 'x' } }, 'inline_query', null),
  ];
}
