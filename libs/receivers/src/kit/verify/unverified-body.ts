import { isUtf8 } from 'node:buffer';
import { parseForm, type FormFields } from '../parse/form.js';
import { holdsMoreValuesThan } from '../parse/json-size.js';
import { parseJson } from '../parse/json.js';
import { parseXml, type XmlElement } from '../parse/xml.js';
import { SignatureError } from '../refusals/signature-error.js';

/**
 * What is read of a body before it is verified: 512 KiB and 20,000 JSON values. Providers that sign parsed parts or put a token into the
 * body send far less, and a stranger's request costs the hub a few milliseconds. What is only hashed has no such bound.
 */
export const MAX_UNVERIFIED_BYTES = 524_288;
export const MAX_UNVERIFIED_VALUES = 20_000;

/**
 * The JSON of a body that is not verified yet; undefined when it is none, so that a request is refused for what it lacks.
 * @throws SignatureError when there is more of it than is read before it is verified
 */
export function unverifiedJson(body: Buffer): unknown {
  assertSmall(body);
  if (isUtf8(body) && holdsMoreValuesThan(body.toString('utf8'), MAX_UNVERIFIED_VALUES))
    throw tooMuch(`more than ${String(MAX_UNVERIFIED_VALUES)} values`);
  return tolerant(parseJson, body);
}

/** The same for the fields of a form. */
export function unverifiedForm(body: Buffer): FormFields | undefined {
  assertSmall(body);
  return tolerant(parseForm, body);
}

/** The same for the root of an XML document. */
export function unverifiedXml(body: Buffer): XmlElement | undefined {
  assertSmall(body);
  return tolerant(parseXml, body);
}

function assertSmall(body: Buffer): void {
  if (body.length > MAX_UNVERIFIED_BYTES) throw tooMuch(`${String(body.length)} bytes`);
}

function tooMuch(what: string): SignatureError {
  return new SignatureError(
    'body_too_large',
    `the body holds ${what}, and this provider's proof stands inside it: at most ${String(MAX_UNVERIFIED_BYTES)} bytes ` +
      `and ${String(MAX_UNVERIFIED_VALUES)} values are read before a request is verified`,
  );
}

/** What a body holds, or undefined when it is not of that format. */
export function tolerant<T>(parse: (body: Buffer) => T, body: Buffer): T | undefined {
  try {
    return parse(body);
  } catch {
    return undefined;
  }
}
