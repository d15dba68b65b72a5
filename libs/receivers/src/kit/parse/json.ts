import { isUtf8 } from 'node:buffer';
import { KancaError, parseExactJson } from '@kanca/core';
import { holdsMoreValuesThan, nestsDeeperThan } from './json-size.js';
import { utf8Text } from './utf8-text.js';
import { remembered } from './remembered.js';
import type { BodyFormat, Payload } from './payload.js';

/** Deeper than anything a provider sends, and shallow enough for every recursive reader that comes after. */
export const MAX_JSON_DEPTH = 200;

/** So many values take about 20 milliseconds to read, in which the process does nothing else: more than the largest payloads that are known. */
export const MAX_JSON_VALUES = 100_000;

/** A JSON body: `application/json`, `text/json` and every `+json`. Must be UTF-8; a byte order mark is passed over. */
export const json: BodyFormat = Object.freeze({
  kind: 'json',
  mediaType: 'application/json',
  accepts: (mediaType) => mediaType === 'application/json' || mediaType.endsWith('+json') || mediaType === 'text/json',
  parse(body): Payload {
    const hasByteOrderMark = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;
    if (!hasByteOrderMark) return { value: parseJson(body), json: 'raw' };
    const rest = body.subarray(3);
    return { value: parseJson(rest), json: rest };
  },
} satisfies BodyFormat);

/**
 * The value of a JSON text, with an `ExactNumber` for each number that JavaScript could not hold as it was written: read ids with `idAt`,
 * counts and times with `numberAt` and `timeAt`. `__proto__` becomes an ordinary property of its own, as `JSON.parse` has it; nothing here merges.
 * @throws KancaError `malformed_body` (400)
 */
export const parseJson: (bytes: Buffer) => unknown = remembered((bytes) => {
  if (!isUtf8(bytes)) throw new KancaError('malformed_body', 'The JSON body is not valid UTF-8.');
  const text = utf8Text(bytes);
  if (nestsDeeperThan(text, MAX_JSON_DEPTH))
    throw new KancaError('malformed_body', `The JSON body nests deeper than ${String(MAX_JSON_DEPTH)} levels.`);
  if (holdsMoreValuesThan(text, MAX_JSON_VALUES))
    throw new KancaError('malformed_body', `The JSON body holds more than ${String(MAX_JSON_VALUES)} values.`);
  try {
    return parseExactJson(text);
  } catch (cause) {
    throw new KancaError('malformed_body', 'The body is not valid JSON.', { cause });
  }
});
