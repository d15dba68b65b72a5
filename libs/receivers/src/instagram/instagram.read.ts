import { textAt, valueAt, withFields, type ReadEvent } from '../kit/index.js';

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
const OF_EVERY_MESSAGE: ReadonlySet<string> = new Set(['sender', 'recipient', 'timestamp']);
/** As seconds, later than the year 5000: such a number is milliseconds. */
const MILLISECONDS_FROM = 100_000_000_000;

/** The events of a notification: one for each change and for each message of each account. */
export function readInstagram(payload: unknown): ReadEvent | readonly ReadEvent[] {
  const entries = listAt(payload, 'entry');
  if (entries.length === 0) return { id: undefined, type: undefined };
  return entries.flatMap((entry) => [
    ...listAt(entry, 'changes').map((change) => changeOf(entry, change)),
    ...listAt(entry, 'messaging').map((item) => messageOf(entry, item, fieldOf(item))),
    ...listAt(entry, 'standby').map((item) => messageOf(entry, item, 'standby')),
  ]);
}

function changeOf(entry: unknown, change: unknown): ReadEvent {
  return {
    id: textAt(change, 'value', 'id'),
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
