import { statement, text } from '@kanca/database';

/** The events that the ledger has under some keys. */
export const knownEvents = statement<{ readonly id: string }>()({
  name: 'known-events',
  params: { keys: text.array },
  text: `SELECT id FROM kanca.events WHERE dedup_key = ANY (SELECT decode(key, 'hex') FROM unnest(:keys) AS key)`,
});
