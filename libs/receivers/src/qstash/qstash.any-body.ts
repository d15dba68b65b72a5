import { isUtf8 } from 'node:buffer';
import { json } from '../kit/index.js';
import type { BodyFormat, Payload } from '../kit/built-in.js';

/** QStash hands on what was published, as it is: JSON where it says so and is so, else a text, else bytes in base64. */
export const anyBody: BodyFormat = Object.freeze({
  kind: 'any',
  mediaType: '*/*',
  accepts: () => true,
  parse(body, contentType = ''): Payload {
    const mediaType = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
    if (json.accepts(mediaType)) return json.parse(body);
    const value = isUtf8(body) ? body.toString('utf8') : { base64: body.toString('base64') };
    return { value, json: Buffer.from(JSON.stringify(value)) };
  },
} satisfies BodyFormat);
