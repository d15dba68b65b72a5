import type { FormatInput, OutgoingBody } from './format.js';
import { jsonData } from './json-data.js';

/** The names that a subscription's own body properties may not take. */
export const STANDARD_BODY_KEYS = ['id', 'type', 'timestamp', 'subject', 'source', 'data'] as const;

/**
 * The body of a Standard Webhooks notification: `{"id","type","timestamp","subject"?,"source"?,"data", ...properties}`.
 * The event's bytes are put in as they are, so numbers beyond 2^53 survive and every attempt is the same to the byte.
 * Source: Standard Webhooks 1.0.0, "Payload structure".
 */
export function standardBody({ event, properties }: Pick<FormatInput, 'event' | 'properties'>): OutgoingBody {
  const subject = event.subject === null ? '' : `,"subject":${JSON.stringify(event.subject)}`;
  const source = event.provider === null ? '' : `,"source":${JSON.stringify(event.source)}`;
  const named = `"id":${JSON.stringify(event.id)},"type":${JSON.stringify(event.type)}`;
  const head = `{${named},"timestamp":"${event.time.toISOString()}"${subject}${source},"data":`;
  const tail = isEmpty(properties) ? '}' : `,${JSON.stringify(properties).slice(1)}`;
  return { contentType: 'application/json', bytes: around(head, jsonData(event), tail) };
}

function isEmpty(properties: Readonly<Record<string, unknown>>): boolean {
  for (const _name in properties) return false;
  return true;
}

/** One buffer of known length: this is made for every attempt, and concatenating three costs twice as much. */
export function around(head: string, data: Buffer, tail: string): Buffer {
  const headBytes = Buffer.byteLength(head);
  const bytes = Buffer.allocUnsafe(headBytes + data.length + Buffer.byteLength(tail));
  bytes.write(head, 0);
  data.copy(bytes, headBytes);
  bytes.write(tail, headBytes + data.length);
  return bytes;
}
