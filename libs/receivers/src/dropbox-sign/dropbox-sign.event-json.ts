import { readMultipart, unverifiedJson } from '../kit/built-in.js';
import { parseJson, SignatureError, textAt, valueAt, withFields } from '../kit/index.js';
import type { InboundRequest } from '@kanca/core';
import type { BodyFormat, Place, Payload } from '../kit/built-in.js';

const BOUNDARY = 'kanca-dropbox-sign';

export const MULTIPART_TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

/** The body: a multipart form with one field, `json`. */
export const multipartJson: BodyFormat = Object.freeze({
  kind: 'multipart_json',
  mediaType: 'multipart/form-data',
  accepts: (mediaType) => mediaType === 'multipart/form-data',
  parse(bytes, contentType = ''): Payload {
    const field = jsonField(bytes, contentType);
    return { value: parseJson(field), json: field };
  },
} satisfies BodyFormat);

/** A text of the event inside the form, such as `event_hash`. */
export function inEvent(name: 'event_hash' | 'event_time' | 'event_type'): Place {
  return Object.freeze({
    kind: 'dropbox_sign_event',
    name,
    where: `event.${name} of the json field`,
    headers: [],
    read: (request) => textAt(payloadOf(request), 'event', name),
    write(request, value) {
      const payload = payloadOf(request);
      const event = withFields(valueAt(payload, 'event'), { [name]: value });
      const headers = { ...request.headers, 'content-type': MULTIPART_TYPE };
      return { ...request, headers, body: Buffer.from(multipartOf(withFields(payload, { event }))) };
    },
  } satisfies Place & { name: string });
}

/** A payload as Dropbox Sign sends it, under `MULTIPART_TYPE`. */
export function multipartOf(payload: unknown): string {
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="json"\r\n\r\n`;
  return `${head}${JSON.stringify(payload)}\r\n--${BOUNDARY}--\r\n`;
}

/** What cannot be read has nothing in it: it is refused for what it lacks. */
export function payloadOf({ headers, body: bytes }: Pick<InboundRequest, 'headers' | 'body'>): unknown {
  try {
    return unverifiedJson(jsonField(bytes, headers['content-type'] ?? ''));
  } catch (error) {
    if (error instanceof SignatureError) throw error;
    return undefined;
  }
}

function jsonField(bytes: Buffer, contentType: string): Buffer {
  const fields = readMultipart(bytes, contentType).filter(({ name }) => name === 'json');
  // None, or several of which one would be verified and another read: no JSON at all.
  return fields.length === 1 && fields[0] !== undefined ? fields[0].content : Buffer.alloc(0);
}
