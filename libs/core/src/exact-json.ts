import { ExactNumber, isInexact } from './exact-number.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Whether a JSON text may hold a number that JavaScript would write otherwise. Never wrong when it says no. Nearly every text has none,
 * and is spared the rest.
 */
const SUSPICIOUS = /(?:^|[:,[\s])(?:-0(?=[\s,\]}]|$)|-?(?:[\d.]{16}|[\d.]+[eE]|\d+\.\d*0(?=[\s,\]}]|$)|0\.0{6}))/;

/** Most texts are shorter, and are gone through at once. */
const LEAPT_OVER_FROM = 65_536;

/**
 * What `JSON.parse` makes of a text, but a number that a JavaScript number cannot hold as it was written becomes an `ExactNumber`.
 * @throws SyntaxError
 * @example parseExactJson('{"id":9007199254740993}') // { id: ExactNumber('9007199254740993') }
 */
export function parseExactJson(text: string): unknown {
  const value = JSON.parse(text) as unknown;
  if (!mayHoldInexact(text)) return value;
  const numbers: string[] = [];
  const marker = unusedMarker(value);
  const marked = withMarkers(text, (token) => `"${marker}${String(numbers.push(token) - 1)}"`);
  if (numbers.length === 0) return value;
  return JSON.parse(marked, (_key, entry: unknown) => {
    if (typeof entry !== 'string' || !entry.startsWith(marker)) return entry;
    return new ExactNumber(numbers[Number(entry.slice(marker.length))] ?? '');
  });
}

/** How a value is written as JSON: `textOf` gives the exact text of a number, `indent` is in spaces. */
export interface ExactJsonOptions {
  /** The text that an object was read from, where it is known: it is taken as it is. */
  readonly textOf?: (value: object) => string | undefined;
  /** Blanks of each level, for people to read; none unless told. */
  readonly indent?: number;
}

/** The JSON text of a value as `JSON.stringify` has it, with every `ExactNumber` as it was written. */
export function writeExactJson(value: unknown, options: ExactJsonOptions = {}): string {
  const { textOf, indent = 0 } = options;
  // Nearly no value has any, and the engine's own writer is faster.
  if (textOf === undefined && !holdsExactNumber(value))
    return value === undefined ? 'null' : JSON.stringify(value, null, indent);
  return write(value, textOf, ' '.repeat(indent), '');
}

function write(value: unknown, textOf: ExactJsonOptions['textOf'], step: string, margin: string): string {
  if (value instanceof ExactNumber) return value.text;
  if (value === undefined) return 'null';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const known = textOf?.(value);
  if (known !== undefined) return known;
  if ('toJSON' in value && typeof value.toJSON === 'function') return JSON.stringify(value);
  const colon = step === '' ? ':' : ': ';
  const inner = margin + step;
  const entries = Array.isArray(value)
    ? value.map((entry: unknown) => write(entry, textOf, step, inner))
    : Object.entries(value)
        .filter(([, entry]) => entry !== undefined && typeof entry !== 'function' && typeof entry !== 'symbol')
        .map(([key, entry]) => JSON.stringify(key) + colon + write(entry, textOf, step, inner));
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0 || step === '') return open + entries.join(',') + close;
  return `${open}\n${entries.map((entry) => inner + entry).join(',\n')}\n${margin}${close}`;
}

function holdsExactNumber(value: unknown): boolean {
  const waiting: object[] = typeof value === 'object' && value !== null ? [value] : [];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    if (one instanceof ExactNumber) return true;
    const entries: readonly unknown[] = Array.isArray(one) ? one : Object.values(one);
    for (const entry of entries) if (typeof entry === 'object' && entry !== null) waiting.push(entry);
  }
  return false;
}

const MARKER_LIKE = /"n(\d{1,9})_/g;

/**
 * Begins no text in the value: a sender's text cannot be taken for a number of ours. One pass, and always short: a sender chooses the texts, and could
 * make a search for a longer and longer marker take minutes.
 */
function unusedMarker(value: unknown): string {
  const taken = new Set<string>();
  for (const [, number = ''] of JSON.stringify(value).matchAll(MARKER_LIKE)) taken.add(number);
  let number = 0;
  while (taken.has(String(number))) number += 1;
  return `n${String(number)}_`;
}

/**
 * Whether `SUSPICIOUS` fits a part of a valid JSON text. What is in quotes is leapt over in a long one: the expression would look at every
 * digit of 25 MB of text, for half a second.
 */
function mayHoldInexact(text: string): boolean {
  if (text.length < LEAPT_OVER_FROM) return SUSPICIOUS.test(text);
  for (let at = 0; at < text.length;) {
    const quote = text.indexOf('"', at);
    const end = quote === -1 ? text.length : quote;
    if (end > at && SUSPICIOUS.test(text.slice(at, end))) return true;
    at = quote === -1 ? end : endOfString(text, quote);
  }
  return false;
}

/** A valid JSON text with each inexact number replaced. Takes linear time; strings are skipped by a search for their end. */
function withMarkers(text: string, mark: (token: string) => string): string {
  const pieces: string[] = [];
  let from = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (isNumeric(code)) {
      const end = endOfNumber(text, at);
      const token = text.slice(at, end);
      if (isInexact(token)) {
        pieces.push(text.slice(from, at), mark(token));
        from = end;
      }
      at = end;
    } else at += 1;
  }
  pieces.push(text.slice(from));
  return pieces.join('');
}

/** Behind the quote that ends the string that begins at `start`. */
export function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return end + 1;
  }
  return text.length;
}

function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && isNumeric(text.charCodeAt(end))) end += 1;
  return end;
}

/** A character of a number: digits, `-`, `+`, `.`, `e` and `E`. Outside of strings it is in nothing else but `true` and `false`. */
function isNumeric(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x2b || code === 0x2e || (code | 0x20) === 0x65;
}
