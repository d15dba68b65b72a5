import { MemberWriting } from './member-writing.js';
import type { Payload } from '../parse/payload.js';
import type { ReadEvent } from '../receiver-definition.js';

/** An event of a receiver with its data as JSON; `'raw'` when that is the body itself. */
export interface WrittenEvent {
  readonly event: ReadEvent;
  readonly json: Buffer | 'raw';
  /** Why the request was not divided into its events, in one sentence for the operator. */
  readonly remark?: string;
}

export const MAX_EVENTS_PER_REQUEST = 10_000;
/** The events of a request are written to this many times its body, and always to `MIN_ROOM_BYTES`. */
const MAX_GROWTH = 4;
const MIN_ROOM_BYTES = 1_048_576;

/**
 * Writes the events of a request, as long as they do not grow out of proportion to it. An event may repeat what stands around it in the
 * body: 1,000 events of a body of 1 MB could come to 1 GB. Such a request is genuine, so it is kept as one event that holds all of it.
 * The events are taken one by one, and none after the limit is made. One event alone has no limit.
 */
export function writeEvents(events: Iterable<ReadEvent>, payload: Payload, body: Buffer): readonly WrittenEvent[] {
  const writing = new MemberWriting(payload, body);
  const bodyBytes = payload.json === 'raw' ? body.length : Math.max(body.length, payload.json.length);
  const room = Math.max(MAX_GROWTH * bodyBytes, MIN_ROOM_BYTES);
  const written: WrittenEvent[] = [];
  let bytes = 0;
  for (const event of events) {
    if (written.length === MAX_EVENTS_PER_REQUEST)
      return undivided(payload, `it holds more than ${String(MAX_EVENTS_PER_REQUEST)} events`);
    const isWhole = event.data === undefined || event.data === payload.value;
    const json = isWhole ? payload.json : writing.bytesOf(event.data);
    bytes += (isWhole ? 0 : json.length) + textLengthOf(event);
    written.push({ event, json });
    if (written.length > 1 && bytes > room)
      return undivided(payload, `its events would take more than ${String(room)} bytes, each with what surrounds it`);
  }
  return written;
}

/** The texts that are hashed or searched for each event. */
function textLengthOf({ id = '', scope = '', subject = '' }: ReadEvent): number {
  return id.length + scope.length + subject.length;
}

function undivided({ json }: Payload, reason: string): readonly WrittenEvent[] {
  return [
    { event: { id: undefined, type: undefined }, json, remark: `The request was not divided into events: ${reason}.` },
  ];
}
