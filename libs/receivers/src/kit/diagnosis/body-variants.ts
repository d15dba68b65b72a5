import { nestsDeeperThan } from '../parse/json-size.js';

/** A body that may have been the one that was signed, and what would have happened to it on the way. */
export interface BodyVariant {
  readonly body: Buffer;
  /** Completes "the signature fits if …". */
  readonly change: string;
}

const MAX_JSON_CHARACTERS = 131_072;
const MAX_JSON_DEPTH = 20;
const BYTE_ORDER_MARK = '\uFEFF';

/** What frameworks and proxies are known to do to a body: each undone, for a look whether the signature fits then. */
export function* bodyVariants(body: Buffer): Generator<BodyVariant> {
  const text = body.toString('utf8');
  const texts: readonly (readonly [string, string])[] = [
    [text.trim(), 'white space around the body is left out: something on the way added it'],
    [`${text}\n`, 'a line break is put at the end: something on the way trimmed the body'],
    [`${text}\r\n`, 'a line break is put at the end: something on the way trimmed the body'],
    [text.replaceAll('\r\n', '\n'), 'line breaks are LF: something on the way made them CRLF'],
    [text.replaceAll(/\r?\n/g, '\r\n'), 'line breaks are CRLF: something on the way made them LF'],
    [text.replace(BYTE_ORDER_MARK, ''), 'the byte order mark is left out'],
    ...jsonVariants(text),
  ];
  for (const [variant, change] of texts) if (variant !== text) yield { body: Buffer.from(variant), change };
  const latin1 = Buffer.from(text, 'latin1');
  if (!latin1.equals(body)) yield { body: latin1, change: 'the text is Latin-1: something on the way made it UTF-8' };
}

function jsonVariants(text: string): readonly (readonly [string, string])[] {
  // Indented, a body grows by its depth: a large one would take the memory of many.
  if (text.length > MAX_JSON_CHARACTERS || nestsDeeperThan(text, MAX_JSON_DEPTH)) return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  const compact = JSON.stringify(value);
  const parsed = 'something on the way parsed the JSON and wrote it anew';
  return [
    [compact, `the JSON is written without blanks: ${parsed}`],
    [JSON.stringify(value, null, 2), `the JSON is indented: ${parsed}`],
    [spaced(value), `the JSON has blanks after commas and colons: ${parsed}`],
    [compact.replaceAll('/', String.raw`\/`), `slashes are escaped: ${parsed}`],
    [escaped(compact), `characters beyond ASCII are escaped: ${parsed}`],
    [escaped(spaced(value)), `characters beyond ASCII are escaped: ${parsed}`],
  ];
}

/** As Python writes JSON. */
function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, entry]) => `${JSON.stringify(key)}: ${spaced(entry)}`)
    .join(', ')}}`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\u0080-\uFFFF]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
