import { isUtf8 } from 'node:buffer';
import { KancaError } from '@kanca/core';
import { decodeText } from './decode-text.js';
import { parseJson } from './json.js';
import { remembered } from './remembered.js';
import type { BodyFormat, Payload } from './payload.js';

export const MAX_FORM_FIELDS = 1_000;
const AMPERSAND = 0x26;
const PERCENT = 0x25;
const ESCAPE = 0x1b;

/** The fields of a form. A field that came several times is a list. */
export type FormFields = Readonly<Record<string, string | readonly string[]>>;

export interface FormOptions {
  /** The field that holds the payload as JSON, such as `payload`. */
  readonly jsonField: string;
  /** Whether a form without that field is a payload too, as its plain fields. */
  readonly isOptional?: boolean;
}

export interface FormFormat extends BodyFormat {
  readonly kind: 'form';
  readonly jsonField: string | undefined;
}

/**
 * An `application/x-www-form-urlencoded` body: its fields, or the JSON that one of them holds.
 * @example form({ jsonField: 'payload' })
 */
export function form(options?: FormOptions): FormFormat {
  const jsonField = options?.jsonField;
  const takesPlain = options === undefined || options.isOptional === true;
  return Object.freeze({
    kind: 'form',
    jsonField,
    mediaType: 'application/x-www-form-urlencoded',
    accepts: (mediaType) => mediaType === 'application/x-www-form-urlencoded',
    parse(body, contentType): Payload {
      const fields = parseFormAs(body, contentType);
      const text = jsonField === undefined ? undefined : fields[jsonField];
      if (typeof text === 'string') {
        const bytes = Buffer.from(text);
        return { value: parseJson(bytes), json: bytes };
      }
      if (!takesPlain)
        throw new KancaError('malformed_body', `The form has no single field ${JSON.stringify(jsonField)}.`);
      return { value: fields, json: Buffer.from(JSON.stringify(fields)) };
    },
  } satisfies FormFormat);
}

/** @throws KancaError `malformed_body` (400) */
export const parseForm: (body: Buffer) => FormFields = remembered((body) => {
  if (!isUtf8(body)) throw new KancaError('malformed_body', 'The form is not valid UTF-8.');
  assertFewFields(body);
  const text = body.toString('utf8');

  const fields = new Map<string, string | string[]>();
  // Behind an ampersand a leading question mark is part of the first name, as it is for everyone else who reads the bytes.
  for (const [name, value] of new URLSearchParams(`&${text}`)) {
    const known = fields.get(name);
    if (known === undefined) fields.set(name, value);
    else if (typeof known === 'string') fields.set(name, [known, value]);
    else known.push(value);
  }
  return Object.fromEntries(fields);
});

/**
 * The fields of a form in UTF-8 where its bytes are UTF-8. Otherwise in the character set that its media type or its own field `charset`
 * names (PayPal's IPN has the latter), or in windows-1252, which senders have that name none. The bytes decide first because the media type is not
 * signed: the same genuine bytes in another character set would be another event. No character is lost without a word.
 * @throws KancaError `unsupported_media_type` (415) for a character set that is not known, `malformed_body` (400)
 */
function parseFormAs(body: Buffer, contentType = ''): FormFields {
  const named = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1];
  assertFewFields(body);
  const text = body.toString('latin1');
  const bytes = unescaped(text);
  // ISO-2022-JP and its kind are ASCII with escapes, so their bytes are UTF-8 as well.
  const isEscaped = named !== undefined && bytes.includes(ESCAPE);
  if (isUtf8(body) && isUtf8(bytes) && !isEscaped) return parseForm(body);
  const label = named ?? /(?:^|&)charset=([\w-]{1,40})(?:&|$)/.exec(text)?.[1] ?? 'windows-1252';
  const decoded = (part: string): string => encodeURIComponent(decodeText(unescaped(part.replaceAll('+', ' ')), label));
  const fields = text.split('&').map((field) => {
    const at = field.indexOf('=');
    return at === -1 ? decoded(field) : `${decoded(field.slice(0, at))}=${decoded(field.slice(at + 1))}`;
  });
  return parseForm(Buffer.from(fields.join('&')));
}

/** Before the form is taken apart: a body can be a million fields. */
function assertFewFields(body: Buffer): void {
  let separators = 0;
  for (
    let at = body.indexOf(AMPERSAND);
    at !== -1 && separators < MAX_FORM_FIELDS;
    at = body.indexOf(AMPERSAND, at + 1)
  )
    separators += 1;
  if (separators >= MAX_FORM_FIELDS)
    throw new KancaError('malformed_body', `The form has more than ${String(MAX_FORM_FIELDS)} fields.`);
}

/** The bytes of a part with its escapes undone. Byte by byte: a function call for each escape takes ten times as long. */
function unescaped(latin1: string): Buffer {
  const bytes = Buffer.from(latin1, 'latin1');
  if (!bytes.includes(PERCENT)) return bytes;
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const [high, low] = bytes[at] === PERCENT ? [hexDigit(bytes[at + 1]), hexDigit(bytes[at + 2])] : [-1, -1];
    const isEscape = high >= 0 && low >= 0;
    bytes[length++] = isEscape ? high * 16 + low : (bytes[at] ?? 0);
    if (isEscape) at += 2;
  }
  return bytes.subarray(0, length);
}

/** The value of a hexadecimal digit; -1 for any other byte. */
function hexDigit(code = 0): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
