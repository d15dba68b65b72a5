import { textAt, valueAt, withFields, type ReadEvent } from '../kit/index.js';

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
const OF_EVERY_MESSAGE: ReadonlySet<string> = new Set(['sender', 'recipient', 'timestamp']);
/** As seconds, later than the year 5000: such a number is milliseconds. */
const MILLISECONDS_FROM = 100_000_000_000;

/** The events of a notification: one for each change and for each message of each page or person. */
export function readFacebook(payload: unknown): ReadEvent | readonly ReadEvent[] {
  const entries = listAt(payload, 'entry');
  const object = textAt(payload, 'object');
  if (entries.length === 0 || object === undefined) return { id: undefined, type: undefined };
  const events = entries.flatMap((entry) => [
    ...listAt(entry, 'changes').map((change) => changeOf(entry, change)),
    // Only the names of fields, where the webhook is set to send no values.
    ...listAt(entry, 'changed_fields').map((field) => changeOf(entry, { field })),
    ...listAt(entry, 'messaging').map((item) => messageOf(entry, item, fieldOf(item))),
    ...listAt(entry, 'standby').map((item) => messageOf(entry, item, 'standby')),
  ]);
  return events.map((event) => ({ ...event, type: event.type && `${object}.${event.type}` }));
}

function changeOf(entry: unknown, change: unknown): ReadEvent {
  return {
    // Most changes have no id; and a thing that is changed again has the same one.
    id: undefined,
    type: textAt(change, 'field'),
    ...commonOf(entry, valueAt(entry, 'time')),
    data: dataOf(entry, change),
  };
}

function messageOf(entry: unknown, item: unknown, type: string): ReadEvent {
  const mid = textAt(item, 'message', 'mid');
  // A message that is taken back comes again under its own id.
  const isDeleted = valueAt(item, 'message', 'is_deleted') === true;
  return {
    id: mid !== undefined && isDeleted ? `${mid}:deleted` : mid,
    type,
    ...commonOf(entry, valueAt(item, 'timestamp') ?? valueAt(entry, 'time')),
    data: dataOf(entry, item),
  };
}

function fieldOf(item: unknown): string {
  if (valueAt(item, 'message', 'is_echo') === true) return 'message_echoes';
  const names = Object.keys(item ?? {}).filter((name) => !OF_EVERY_MESSAGE.has(name));
  const known = names.find((name) => FIELD_OF.has(name));
  return (known === undefined ? names[0] : FIELD_OF.get(known)) ?? 'messaging';
}

function commonOf(entry: unknown, time: unknown): Pick<ReadEvent, 'subject' | 'time'> {
  const milliseconds = typeof time === 'number' && time < MILLISECONDS_FROM ? time * 1_000 : time;
  return {
    subject: textAt(entry, 'id'),
    time: typeof milliseconds === 'number' ? new Date(milliseconds) : undefined,
  };
}

function dataOf(entry: unknown, item: unknown): unknown {
  return withFields(item, { entry: { id: valueAt(entry, 'id'), time: valueAt(entry, 'time') } });
}

function listAt(value: unknown, name: string): readonly unknown[] {
  const list = valueAt(value, name);
  return Array.isArray(list) ? list : [];
}
