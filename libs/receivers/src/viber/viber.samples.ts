import { withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

/** What Viber is known to send. */
export const viberEventNames = [
  'client_status',
  'conversation_started',
  'delivered',
  'failed',
  'message',
  'seen',
  'subscribed',
  'unsubscribed',
] as const;

const ada = { id: '01234567890A=', name: 'Ada', language: 'en', country: 'CH' };

export const viberSamples: Readonly<Record<string, Sample>> = {
  message: {
    body: {
      event: 'message',
      timestamp: 1_760_000_000_000,
      message_token: 4_912_661_846_655,
      sender: ada,
      message: { type: 'text', text: 'Two cups, please' },
    },
  },
  subscribed: {
    body: { event: 'subscribed', timestamp: 1_760_000_000_000, message_token: 4_912_661_846_656, user: ada },
  },
};

/** The token of a message is a number: made of the time, and of the id so that no two are the same. */
export function freshenViber(sample: Sample, { id, now }: Freshness): Sample {
  const salt = [...id].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 1_000, 0);
  const fresh = { timestamp: now.getTime(), message_token: now.getTime() * 1_000 + salt };
  return { ...sample, body: withFields(sample.body, fresh) };
}
