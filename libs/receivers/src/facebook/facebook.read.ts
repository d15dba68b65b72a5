import { metaListAt, readMetaEntry, type MetaWording } from '../kit/built-in.js';
import { textAt, type ReadEvent } from '../kit/index.js';

/** What a message event is about, and the webhook field that brings it. */
const FIELD_OF: ReadonlyMap<string, string> = new Map([
  ['message', 'messages'],
  ['message_edit', 'message_edits'],
  ['reaction', 'message_reactions'],
  ['postback', 'messaging_postbacks'],
  ['delivery', 'message_deliveries'],
  ['read', 'message_reads'],
  ['referral', 'messaging_referrals'],
  ['optin', 'messaging_optins'],
  ['account_linking', 'messaging_account_linking'],
  ['policy_enforcement', 'messaging_policy_enforcement'],
  ['messaging_feedback', 'messaging_feedback'],
  ['pass_thread_control', 'messaging_handovers'],
  ['take_thread_control', 'messaging_handovers'],
  ['request_thread_control', 'messaging_handovers'],
  ['app_roles', 'messaging_handovers'],
]);
const wording: MetaWording = { fieldOf: FIELD_OF, idOfChange: () => undefined };

/** The events of a notification: one for each change and for each message of each page or person. */
export function readFacebook(payload: unknown): ReadEvent | readonly ReadEvent[] {
  const entries = metaListAt(payload, 'entry');
  const object = textAt(payload, 'object');
  if (entries.length === 0 || object === undefined) return { id: undefined, type: undefined };
  const events = entries.flatMap((entry) => readMetaEntry(entry, wording));
  return events.map((event) => ({ ...event, type: event.type && `${object}.${event.type}` }));
}
