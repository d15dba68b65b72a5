import { isUtf8 } from 'node:buffer';
import { KancaError } from '@kanca/core';
import { parseJson } from './json.js';
import { remembered } from './remembered.js';
import type { BodyFormat, Payload } from './payload.js';

export const MAX_FORM_FIELDS = 1_000;

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
    parse(body): Payload {
      const fields = parseForm(body);
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
  const text = body.toString('utf8');
  let separators = 0;
  for (let at = text.indexOf('&'); at !== -1; at = text.indexOf('&', at + 1)) separators += 1;
  if (separators >= MAX_FORM_FIELDS)
    throw new KancaError('malformed_body', `The form has more than ${String(MAX_FORM_FIELDS)} fields.`);

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
