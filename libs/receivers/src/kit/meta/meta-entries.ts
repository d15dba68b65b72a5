import { numberAt, textAt, valueAt } from '../parse/value-at.js';
import { withFields } from '../pipeline/with-fields.js';
import type { ReadEvent } from '../receiver-definition.js';

const OF_EVERY_MESSAGE: ReadonlySet<string> = new Set(['sender', 'recipient', 'timestamp']);
/** As seconds, later than the year 5000: such a number is milliseconds. */
const MILLISECONDS_FROM = 100_000_000_000;

export interface MetaWording {
  /** What a message event holds, and the webhook field that brings it. */
  readonly fieldOf: ReadonlyMap<string, string>;
  /** The id of a change, where it tells a repetition. Most changes have none, and a thing that is changed again has the same one. */
  readonly idOfChange: (change: unknown) => string | undefined;
}

/** A list at a name, or an empty one. */
export function metaListAt(value: unknown, name: string): readonly unknown[] {
  const list = valueAt(value, name);
  return Array.isArray(list) ? list : [];
}

/** A part of an entry as handlers get it: with the id and time of its entry beside it. */
export function metaDataOf(entry: unknown, part: unknown): unknown {
  return withFields(part, { entry: { id: valueAt(entry, 'id'), time: valueAt(entry, 'time') } });
}

/**
 * The events of one entry of a notification: one for each change, and one for each message of a conversation. For the products of Meta
 * that have conversations. Source: https://developers.facebook.com/docs/messenger-platform/webhooks
 */
export function readMetaEntry(entry: unknown, { fieldOf, idOfChange }: MetaWording): readonly ReadEvent[] {
  return [
    ...metaListAt(entry, 'changes').map((change) => changeOf(entry, change, idOfChange(change))),
    // Only the names of fields, where the webhook is set to send no values.
    ...metaListAt(entry, 'changed_fields').map((field) => changeOf(entry, { field }, undefined)),
    ...metaListAt(entry, 'messaging').map((item) => messageOf(entry, item, fieldNameOf(item, fieldOf))),
    ...metaListAt(entry, 'standby').map((item) => messageOf(entry, item, 'standby')),
  ];
}

function changeOf(entry: unknown, change: unknown, id: string | undefined): ReadEvent {
  return {
    id,
    type: textAt(change, 'field'),
    ...commonOf(entry, valueAt(entry, 'time')),
    data: metaDataOf(entry, change),
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
    data: metaDataOf(entry, item),
  };
}

function fieldNameOf(item: unknown, fieldOf: MetaWording['fieldOf']): string {
  if (valueAt(item, 'message', 'is_echo') === true) return 'message_echoes';
  const names = Object.keys(item ?? {}).filter((name) => !OF_EVERY_MESSAGE.has(name));
  const known = names.find((name) => fieldOf.has(name));
  return (known === undefined ? names[0] : fieldOf.get(known)) ?? 'messaging';
}

function commonOf(entry: unknown, time: unknown): Pick<ReadEvent, 'subject' | 'time'> {
  const number = numberAt(time);
  const milliseconds = number !== undefined && number < MILLISECONDS_FROM ? number * 1_000 : number;
  return {
    subject: textAt(entry, 'id'),
    time: milliseconds === undefined ? undefined : new Date(milliseconds),
  };
}
