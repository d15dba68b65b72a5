import { metaListAt, readMetaEntry, type MetaWording } from '../kit/built-in.js';
import { textAt, type ReadEvent } from '../kit/index.js';

/** What a message event is about, and the webhook field that brings it. */
const FIELD_OF: ReadonlyMap<string, string> = new Map([
  ['message', 'messages'],
  ['message_edit', 'message_edit'],
  ['reaction', 'message_reactions'],
  ['postback', 'messaging_postbacks'],
  ['read', 'messaging_seen'],
  ['referral', 'messaging_referral'],
  ['optin', 'messaging_optins'],
  ['pass_thread_control', 'messaging_handover'],
  ['take_thread_control', 'messaging_handover'],
  ['request_thread_control', 'messaging_handover'],
]);
const wording: MetaWording = { fieldOf: FIELD_OF, idOfChange: (change) => textAt(change, 'value', 'id') };

/** The events of a notification: one for each change and for each message of each account. */
export function readInstagram(payload: unknown): ReadEvent | readonly ReadEvent[] {
  const entries = metaListAt(payload, 'entry');
  if (entries.length === 0) return { id: undefined, type: undefined };
  return entries.flatMap((entry) => readMetaEntry(entry, wording));
}
