import { statement, text } from '@kanca/database';

/** Tells those who listen. */
export const notify = statement()({
  name: 'notify',
  params: { channel: text, payload: text },
  text: `SELECT pg_notify(:channel, :payload)`,
});
