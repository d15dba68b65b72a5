import { malformedXml } from './malformed-xml.js';

const [HASH, LETTER_X, ZERO, NINE] = [0x23, 0x78, 0x30, 0x39];
/** `&#x10FFFF;` is the longest that XML itself defines; a few zeros may stand before it. */
const MAX_REFERENCE = 12;
const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/**
 * A text with its references read. Goes from one `&` to the next, so that a text of nothing else is read in the same time as any other.
 * @throws KancaError `malformed_body` for an entity that XML itself does not define
 */
export function withReferencesRead(raw: string): string {
  let at = raw.indexOf('&');
  if (at === -1) return raw;
  let read = '';
  let from = 0;
  while (at !== -1) {
    let end = at + 1;
    const last = Math.min(raw.length, at + MAX_REFERENCE);
    while (end < last && raw.charCodeAt(end) !== 0x3b) end++;
    if (end === last) throw unknownEntity();
    read += raw.slice(from, at) + characterOf(raw, at + 1, end);
    from = end + 1;
    at = raw.indexOf('&', from);
  }
  return read + raw.slice(from);
}

function characterOf(raw: string, start: number, end: number): string {
  if (raw.charCodeAt(start) !== HASH) {
    const predefined = PREDEFINED.get(raw.slice(start, end));
    if (predefined === undefined) throw unknownEntity();
    return predefined;
  }
  const isHex = raw.charCodeAt(start + 1) === LETTER_X;
  const code = numberIn(raw, start + (isHex ? 2 : 1), end, isHex ? 16 : 10);
  if (!isXmlCharacter(code)) throw unknownEntity();
  return String.fromCodePoint(code);
}

/** NaN where no digit, or something else than digits, stands there. */
function numberIn(raw: string, start: number, end: number, base: 10 | 16): number {
  let number = start === end ? Number.NaN : 0;
  for (let at = start; at < end; at++) number = number * base + digitOf(raw.charCodeAt(at), base);
  return number;
}

function digitOf(code: number, base: 10 | 16): number {
  if (code >= ZERO && code <= NINE) return code - ZERO;
  // In lower case.
  const letter = (code | 0x20) - 0x61;
  return base === 16 && letter >= 0 && letter < 6 ? letter + 10 : Number.NaN;
}

/** Source: XML 1.0, production 2. */
function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x1_0000 && code <= 0x10_ffff);
}

function unknownEntity(): Error {
  return malformedXml('has an entity that XML itself does not define');
}
