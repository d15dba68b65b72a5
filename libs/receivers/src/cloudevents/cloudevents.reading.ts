import { textAt, timeAt, valueAt, type ReadEvent } from '../kit/index.js';
import type { InboundRequest } from '@kanca/core';

const ATTRIBUTE_HEADER = /^ce-([a-z0-9]+)$/;

/**
 * One event (structured), several (batched), or one whose attributes are in the headers (binary).
 * Source: CloudEvents HTTP Protocol Binding 1.0.2, sections 3.1 to 3.3.
 * @throws Error when a required attribute is missing: the pipeline answers 400
 */
export function readCloudEvents(request: InboundRequest, payload: unknown): ReadEvent | readonly ReadEvent[] {
  const mediaType = request.headers['content-type']?.toLowerCase() ?? '';
  if (mediaType.startsWith('application/cloudevents-batch')) {
    if (!Array.isArray(payload)) throw new Error('A batch of CloudEvents is a JSON list.');
    return payload.map((event: unknown) => readOne(event, event));
  }
  if (mediaType.startsWith('application/cloudevents')) return readOne(payload, undefined);
  const event = { ...attributesOf(request), ...(request.body.length === 0 ? {} : { data: payload }) };
  return readOne(event, event);
}

/** @param data the data to store; undefined for the bytes that came */
function readOne(event: unknown, data: unknown): ReadEvent {
  const [id, source, type] = ['id', 'source', 'type'].map((name) => textAt(event, name));
  if (id === undefined || source === undefined || type === undefined || valueAt(event, 'specversion') !== '1.0')
    throw new Error('A CloudEvent has specversion 1.0, an id, a source and a type.');
  const shared = { id, scope: source, type, subject: textAt(event, 'subject'), time: timeAt(event, 'time') };
  return data === undefined ? shared : { ...shared, data };
}

function attributesOf({ headers }: InboundRequest): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const attribute = ATTRIBUTE_HEADER.exec(name)?.[1];
    if (attribute !== undefined && attribute !== 'data') attributes[attribute] = decoded(value);
  }
  const contentType = headers['content-type'];
  return contentType === undefined ? attributes : { ...attributes, datacontenttype: contentType };
}

/** Attributes are percent-encoded in headers. What is not encoded well is taken as it is. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
