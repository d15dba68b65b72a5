import { isUtf8 } from 'node:buffer';
import { KancaError } from '@kanca/core';
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
