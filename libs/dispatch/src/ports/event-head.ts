import { parseExactJson, toId, type ReadableEvent, type WebhookEvent } from '@kanca/core';
import { depthOf } from '../ancestry/cause.js';
import type { Arrival, NewEvent } from './arrival.js';

/** An event without its data: enough to choose its consumers. */
export type EventHead = Omit<WebhookEvent, 'data' | 'dataBytes'>;

const JSON_MEDIA_TYPE = /^application\/(?:[\w.+-]*\+)?json(?:$|\s*;)/i;

/** The head of an event that was stored a moment ago. @param receivedAt by the database's clock */
export function eventHeadOf(uuid: string, event: NewEvent, arrival: Arrival, receivedAt: Date): EventHead {
  return {
    id: toId('evt', uuid),
    tenant: arrival.tenant,
    provider: event.provider,
    source: event.source,
    type: event.type,
    subject: event.subject ?? null,
    time: event.time ?? receivedAt,
    receivedAt,
    datacontenttype: event.datacontenttype,
    traceparent: arrival.traceparent,
    cause: event.cause === undefined ? null : toId('evt', event.cause.uuid),
    depth: depthOf(event, arrival),
  };
}

/** An event on its way to a consumer. `data` is read from its bytes when it is first asked for, which a subscriber's never is. */
export class DeliveredEvent implements WebhookEvent {
  readonly id: string;
  readonly tenant: string;
  readonly provider: string | null;
  readonly source: string;
  readonly type: string;
  readonly subject: string | null;
  readonly time: Date;
  readonly receivedAt: Date;
  readonly datacontenttype: string;
  readonly traceparent: string;
  readonly cause: string | null;
  readonly depth: number;
  #parsed: { readonly value: unknown } | null = null;

  constructor(
    head: EventHead,
    readonly dataBytes: Buffer,
  ) {
    this.id = head.id;
    this.tenant = head.tenant;
    this.provider = head.provider;
    this.source = head.source;
    this.type = head.type;
    this.subject = head.subject;
    this.time = head.time;
    this.receivedAt = head.receivedAt;
    this.datacontenttype = head.datacontenttype;
    this.traceparent = head.traceparent;
    this.cause = head.cause;
    this.depth = head.depth;
  }

  get data(): unknown {
    this.#parsed ??= { value: readData(this.datacontenttype, this.dataBytes) };
    return this.#parsed.value;
  }
}

/** The same as a plain object, whose `data` goes along when it is copied or written as JSON: what user code gets. */
export function eventWithData(head: EventHead, dataBytes: Buffer): WebhookEvent {
  let parsed: { readonly value: unknown } | null = null;
  return {
    ...head,
    dataBytes,
    get data(): unknown {
      parsed ??= { value: readData(head.datacontenttype, dataBytes) };
      return parsed.value;
    },
  };
}

/** What filters and order keys see of an event: numbers have all of their digits. Data that cannot be read has no values. */
export function readableEvent(
  event: Pick<NewEvent, 'provider' | 'source' | 'type' | 'subject' | 'datacontenttype'>,
  tenant: string,
  dataBytes: Buffer,
): ReadableEvent {
  const { provider, source, type, subject = null, datacontenttype } = event;
  return { tenant, provider, source, type, subject, datacontenttype, data: readableData(datacontenttype, dataBytes) };
}

function readableData(mediaType: string, bytes: Buffer): unknown {
  try {
    return exactDataOf(mediaType, bytes);
  } catch {
    return undefined;
  }
}

/** The data for those who look at it: with an `ExactNumber` for each number that JavaScript could not hold as it was written. */
export function exactDataOf(mediaType: string, bytes: Buffer): unknown {
  return readData(mediaType, bytes, parseExactJson);
}

function readData(
  mediaType: string,
  bytes: Buffer,
  parse: (text: string) => unknown = (text) => JSON.parse(text),
): unknown {
  if (JSON_MEDIA_TYPE.test(mediaType)) return parse(bytes.toString('utf8'));
  return mediaType.toLowerCase().startsWith('text/') ? bytes.toString('utf8') : bytes;
}
