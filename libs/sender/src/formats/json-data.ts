import { isObject } from '@kanca/core';
import type { WebhookEvent } from '@kanca/core';

const JSON_MEDIA_TYPE = /^application\/(?:[\w.+-]*\+)?json(?:$|\s*;)/i;

type Data = Pick<WebhookEvent, 'datacontenttype' | 'dataBytes'>;

/** Whether the bytes of an event's data are JSON. */
export function isJson({ datacontenttype }: Pick<Data, 'datacontenttype'>): boolean {
  return JSON_MEDIA_TYPE.test(datacontenttype);
}

/** An event's data as JSON: the very bytes where they are JSON, so that numbers beyond 2^53 survive; else a JSON text. */
export function jsonData(event: Data): Buffer {
  return isJson(event) ? event.dataBytes : Buffer.from(JSON.stringify(event.dataBytes.toString('utf8')));
}

/** What stands between the braces of the data, as it was sent; null when the data is no object. */
export function membersOfData(event: WebhookEvent): string | null {
  if (!isJson(event) || !isObject(event.data)) return null;
  const text = event.dataBytes.toString('utf8');
  return text.slice(text.indexOf('{') + 1, text.lastIndexOf('}')).trim();
}
