import { toId, type WebhookEvent } from '@kanca/core';
import type { Arrival, NewEvent } from './ports/arrival.js';

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
  };
}

/** An event with its bytes; `data` is read from them when it is first asked for. */
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

function readData(mediaType: string, bytes: Buffer): unknown {
  if (JSON_MEDIA_TYPE.test(mediaType)) return JSON.parse(bytes.toString('utf8'));
  return mediaType.toLowerCase().startsWith('text/') ? bytes.toString('utf8') : bytes;
}
