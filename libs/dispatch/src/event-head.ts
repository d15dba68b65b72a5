import type { WebhookEvent } from '@kanca/core';

export type EventHead = Omit<WebhookEvent, 'data' | 'dataBytes'>;

const JSON_MEDIA_TYPE = /^application\/(?:[\w.+-]*\+)?json(?:$|\s*;)/i;

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
