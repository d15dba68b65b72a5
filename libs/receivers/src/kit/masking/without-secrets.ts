import { BLOT } from '../blot.js';
import { maskOfSource, sendsItsSecret, type Mask, type SecretsOfSource } from './mask-of-source.js';
import type { ReceiverDefinition } from '../receiver-definition.js';

/** Read as Latin-1; a byte order mark may come first. */
const BEGINS_LIKE_JSON = /^(?:\xef\xbb\xbf)?\s*[[{"]/;
const NUMBER = /-?\d[\d.eE+-]*/g;
const DIGITS = /\d+/g;
const BLOT_IN_JSON = JSON.stringify(BLOT);

/**
 * The body of a genuine request as it is stored: without the secret of its source, at the place where it belongs and in every other, in any form.
 * Only of sources whose requests hold the secret itself. JSON stays JSON, whatever the secret is. The very same buffer when nothing was in it.
 */
export function withoutSecrets(receiver: ReceiverDefinition, settings: SecretsOfSource, body: Buffer): Buffer {
  if (!sendsItsSecret(receiver, settings)) return body;
  const known = receiver.verify.withoutCredentials?.(body, settings.options) ?? body;
  return masked(known, maskOfSource(receiver, settings));
}

/** The same of a text that is stored beside the body, such as the id of an event. */
export function textWithoutSecrets(receiver: ReceiverDefinition, settings: SecretsOfSource, text: string): string {
  return sendsItsSecret(receiver, settings) ? maskOfSource(receiver, settings)(text) : text;
}

function masked(body: Buffer, mask: Mask): Buffer {
  // One character for each byte, so that bytes that are not text stay as they are.
  const text = body.toString('latin1');
  const without = mask(text);
  if (without === text) return body;
  return Buffer.from(BEGINS_LIKE_JSON.test(text) ? maskedJson(text, mask) : withNumbers(text, mask), 'latin1');
}

/** A secret of digits may be a part of a number, for example of JSON in a field of a form: it is replaced by nines, so that a number stays one. */
function withNumbers(text: string, mask: Mask): string {
  return mask(text.replaceAll(DIGITS, (digits) => (mask(digits) === digits ? digits : '9'.repeat(digits.length))));
}

/** Text by text and number by number: half of an escaped character, or a bare `[redacted]`, would be no JSON. */
function maskedJson(text: string, mask: Mask): string {
  const pieces: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quote = text.indexOf('"', at);
    const start = quote === -1 ? text.length : quote;
    pieces.push(
      text.slice(at, start).replaceAll(NUMBER, (number) => (mask(number) === number ? number : BLOT_IN_JSON)),
    );
    at = endOfText(text, start);
    pieces.push(maskedText(text.slice(start, at), mask));
  }
  return pieces.join('');
}

function maskedText(quoted: string, mask: Mask): string {
  const without = mask(quoted);
  if (without === quoted) return quoted;
  try {
    JSON.parse(without);
    return without;
  } catch {
    return BLOT_IN_JSON;
  }
}

/** Just after the quote that ends a text. */
function endOfText(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return Math.min(at + 1, text.length);
}
