import { isUtf8 } from 'node:buffer';
import { KancaError } from '@kanca/core';
import { json } from './json.js';
import type { BodyFormat, Payload } from './payload.js';

/** A body of any media type, taken as the text that it is. Stands last in a list of formats. */
export const anyText: BodyFormat = Object.freeze({
  kind: 'text',
  mediaType: 'any text',
  accepts: () => true,
  parse(body): Payload {
    if (!isUtf8(body)) throw new KancaError('unsupported_media_type', 'The body is not text: UTF-8 is read here.');
    const value = body.toString('utf8');
    return { value, json: Buffer.from(JSON.stringify(value)) };
  },
} satisfies BodyFormat);

/** The first character of a list or an object; a byte order mark may come first. Read as Latin-1. */
const BEGINS_LIKE_JSON = /^(?:\xef\xbb\xbf)?\s*[[{]/;

/**
 * A body of any media type: JSON where it is a list or an object in JSON, and else the text that it is. The media type is not signed, so
 * genuine JSON that comes again as `text/plain` has to be the same event. Stands last in a list of formats.
 */
export const jsonOrText: BodyFormat = Object.freeze({
  ...anyText,
  kind: 'json_or_text',
  parse(body): Payload {
    if (BEGINS_LIKE_JSON.test(body.toString('latin1', 0, 64)))
      try {
        return json.parse(body);
      } catch (error) {
        if (!(error instanceof KancaError)) throw error;
      }
    return anyText.parse(body);
  },
} satisfies BodyFormat);
