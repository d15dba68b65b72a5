import { metaDataOf, metaListAt } from '../kit/built-in.js';
import { textAt, timeAt, valueAt, type ReadEvent } from '../kit/index.js';

/** The events of a notification: one for each change. */
export function readWhatsapp(payload: unknown): ReadEvent | readonly ReadEvent[] {
  const entries = metaListAt(payload, 'entry');
  if (entries.length === 0) return { id: undefined, type: undefined };
  return entries.flatMap((entry) => metaListAt(entry, 'changes').map((change) => changeOf(entry, change)));
}

function changeOf(entry: unknown, change: unknown): ReadEvent {
  const value = valueAt(change, 'value');
  const messages = metaListAt(value, 'messages');
  const statuses = metaListAt(value, 'statuses');
  // A message goes through several states under one id, so the state belongs to the id of the event.
  const ids = [...messages.map((message) => textAt(message, 'id')), ...statuses.map(idOfStatus)];
  const at = Number(textAt([...messages, ...statuses][0], 'timestamp'));
  return {
    id: ids.length === 0 || ids.includes(undefined) ? undefined : ids.join(','),
    type: textAt(change, 'field'),
    subject: textAt(value, 'metadata', 'phone_number_id') ?? textAt(entry, 'id'),
    time: Number.isNaN(at) ? timeAt(entry, 'time') : new Date(at * 1_000),
    data: metaDataOf(entry, change),
  };
}

function idOfStatus(status: unknown): string | undefined {
  const id = textAt(status, 'id');
  const state = textAt(status, 'status');
  return id === undefined || state === undefined ? undefined : `${id}:${state}`;
}
